import { InputError } from '@backstage/errors';
import type { PastReview } from '@gold-layer/backstage-plugin-common';
import type { CompiledChecklist } from '../checklists/compileChecklist';

/**
 * Refuses a review that cannot have been so: names the checklist does not
 * have, decisions by who asked, steps before the one they follow.
 *
 * @throws InputError naming the field
 */
export function verifyPast(
  past: PastReview,
  { checklist, deciding }: { checklist: CompiledChecklist; deciding: string[] },
): void {
  const sections = checklist.document.spec.sections.map(({ id }) => id);
  const controls = [...checklist.controls.keys()];
  for (const id of Object.keys(past.answers)) {
    expectOneOf(`answers.${id}`, id, controls);
  }
  past.signOffs.forEach(({ section }, index) =>
    expectOneOf(`signOffs.${index}.section`, section, sections),
  );
  past.comments.forEach(({ control, section }, index) => {
    if (control) expectOneOf(`comments.${index}.control`, control, controls);
    if (section) expectOneOf(`comments.${index}.section`, section, sections);
  });
  past.decisions.forEach(({ by, role }, index) => {
    expectOneOf(`decisions.${index}.role`, role, deciding);
    if (by === past.requestedBy && role !== 'owner') {
      throw new InputError(
        `decisions.${index}.by: expected somebody else than '${by}', who asked for it`,
      );
    }
  });
  verifyOrder(past);
}

function verifyOrder({ decisions, startedAt, submittedAt }: PastReview): void {
  const steps: [string, string | undefined][] = [
    ['startedAt', startedAt],
    ['submittedAt', submittedAt],
    ...decisions.map(({ at }, index): [string, string] => [
      `decisions.${index}.at`,
      at,
    ]),
  ];
  if (decisions.length > 0 && submittedAt === undefined) {
    throw new InputError(
      'submittedAt: a review is submitted before it is decided',
    );
  }
  const [, submission, ...rest] = steps;
  for (const [name, at] of [submission, ...rest]) {
    const [earlier, floor] =
      name === 'submittedAt' || submittedAt === undefined
        ? (['startedAt', startedAt] as const)
        : (['submittedAt', submittedAt] as const);
    if (at === undefined || Date.parse(at) >= Date.parse(floor)) continue;
    throw new InputError(
      `${name}: expected a time after ${earlier}, found ${at}`,
    );
  }
}

function expectOneOf(name: string, found: string, allowed: string[]): void {
  if (allowed.includes(found)) return;
  throw new InputError(
    `${name}: expected one of ${allowed.join(', ')}, found '${found}'`,
  );
}
