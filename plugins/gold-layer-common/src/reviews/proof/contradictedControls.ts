import { canonicalJson } from '../canonicalJson';
import type { Evidence, ReviewControl } from '../review';
import type { ReviewSnapshot } from '../snapshot';
import type { ProvenControl, ProvenEvidence } from './controls';
import type { ExportedReview } from './ExportedReview';

/** Where what is said of controls differs from what people answered, showed and approved. */
export function contradictedControls(
  review: ExportedReview,
  controls: ReadonlyMap<string, ProvenControl>,
  snapshot: ReviewSnapshot | undefined,
): string[] {
  const said = new Map(
    review.sections
      .flatMap(section => section.controls)
      .map(each => [each.control, each]),
  );
  return [
    ...unlikeFrozen(said, snapshot),
    ...[...said.values()].flatMap(control =>
      unlikeProven(
        control,
        controls.get(control.control) ?? { evidence: new Map() },
      ).map(problem => `Control '${control.control}': ${problem}`),
    ),
  ];
}

/** What was approved goes on being shown, with the same title and weight. */
function unlikeFrozen(
  said: ReadonlyMap<string, ReviewControl>,
  snapshot: ReviewSnapshot | undefined,
): string[] {
  const answered = snapshot?.answers.filter(({ answer }) => answer) ?? [];
  return answered.flatMap(({ blocking, control, title }) => {
    const now = said.get(control);
    if (!now) return `Control '${control}' was approved and is missing.`;
    return now.title === title && now.blocking === blocking
      ? []
      : `Control '${control}' is not the one that was approved: its title or weight differs.`;
  });
}

function unlikeProven(said: ReviewControl, proven: ProvenControl): string[] {
  const problems: string[] = [];
  const given = said.source === 'automatic' ? undefined : said.answer;
  if (given !== proven.given) {
    problems.push(
      `people are said to have answered ${given ?? 'nothing'}; they answered ${proven.given ?? 'nothing'}.`,
    );
  }
  if (said.note !== proven.note) {
    problems.push('its note is not the one that was written.');
  }
  if (said.disputed?.comment !== proven.dispute) {
    problems.push('its dispute is not the one that was written.');
  }
  return [...problems, ...unlikeAdded(said.evidence, proven.evidence)];
}

function unlikeAdded(
  said: readonly Evidence[],
  proven: ReadonlyMap<string, ProvenEvidence>,
): string[] {
  const ids = new Set(said.map(({ id }) => id));
  const missing = [...proven.values()].filter(({ id }) => !ids.has(id));
  return [
    ...said.flatMap(each => {
      const added = proven.get(each.id);
      if (!added) return `its evidence '${each.title}' was never added.`;
      return isSame(each, added)
        ? []
        : `its evidence '${each.title}' is not as it was added.`;
    }),
    ...missing.map(({ title }) => `its evidence '${title}' is missing.`),
  ];
}

function isSame(
  said: Evidence,
  { sha256, title, whole }: ProvenEvidence,
): boolean {
  if (!whole) return said.title === title && said.file?.sha256 === sha256;
  const { control, ...added } = whole;
  const { addedAt, addedBy, ...rest } = said;
  const asStored = {
    ...rest,
    addedBy: addedBy.ref,
    addedAt: Date.parse(addedAt),
  };
  return canonicalJson(asStored) === canonicalJson(added);
}
