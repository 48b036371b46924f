import {
  SectionDocument,
  sectionRole,
} from '@gold-layer/backstage-plugin-common';
import type { Notice } from '../../notices/Notices';
import type { CompiledChecklist } from '../checklists/compileChecklist';
import { sectionsAsking } from '../judge';
import type { StoredReview, StoredSignOff, WholeReview } from '../records';
import type { ReviewChange } from '../store/ReviewChange';
import { signNotice, signReason } from './signWords';

/** A section that nobody has signed, and who has decided for the role that signs it. */
export interface LeftUnsigned {
  section: SectionDocument;
  role: string;
  by: string;
}

/**
 * A role that has decided signs nothing with its decision any more: sections
 * that came since, with another version of the checklist or as the record of
 * the service has changed, and that nobody has signed.
 */
export function leftUnsigned(
  { roles, signOffs }: Pick<WholeReview, 'roles' | 'signOffs'>,
  checklist: Pick<CompiledChecklist, 'document'>,
): LeftUnsigned[] {
  const deciding = roles.map(({ role }) => role);
  const said = new Set(
    signOffs.flatMap(({ section, state }) =>
      state === 'unsigned' ? [] : section,
    ),
  );
  return checklist.document.spec.sections.flatMap(section => {
    const signs = sectionRole(section, deciding);
    const { by, decision } = roles.find(({ role }) => role === signs) ?? {};
    return decision && by && !said.has(section.id)
      ? [{ section, role: signs, by }]
      : [];
  });
}

/** Whom to ask to sign a section, and who is asked for nothing any more. */
export interface Asking {
  ask: LeftUnsigned[];
  forget: StoredSignOff[];
}

/** What {@link askDeciders} would change; `asking`: the sections that ask something of the service. */
export function askingOf(
  said: Pick<WholeReview, 'roles' | 'signOffs'>,
  checklist: Pick<CompiledChecklist, 'document'>,
  asking: ReadonlySet<string>,
): Asking {
  const left = leftUnsigned(said, checklist).filter(({ section }) =>
    asking.has(section.id),
  );
  const asked = said.signOffs.filter(({ state }) => state === 'unsigned');
  const isSame = (each: LeftUnsigned, { by, section }: StoredSignOff) =>
    each.section.id === section && each.by === by;
  return {
    ask: left.filter(each => !asked.some(known => isSame(each, known))),
    forget: asked.filter(known => !left.some(each => isSame(each, known))),
  };
}

/**
 * Has sections that nobody signs with a decision any more wait for whoever has
 * decided, each with an entry in the log. A role that has to decide again signs
 * them with that, and what asks nothing of the service waits for nobody.
 *
 * @returns those who are asked now
 */
export async function askDeciders(
  change: ReviewChange,
  checklist: CompiledChecklist,
): Promise<LeftUnsigned[]> {
  const { ask } = askingIn(change, checklist);
  await forgetAsked(change, checklist);
  for (const { by, role, section } of ask) {
    await change.saveSignOff({
      section: section.id,
      state: 'unsigned',
      by,
      at: change.by.now,
    });
    change.note({
      event: 'assigned',
      text: `'${section.title}' waits for ${by} to sign it: nobody has, and ${role} has decided already`,
      detail: { section: section.id, to: by },
    });
  }
  return ask;
}

/** Asks nobody any more whose role has to decide again, or where nothing is asked of the service. */
export async function forgetAsked(
  change: ReviewChange,
  checklist: CompiledChecklist,
): Promise<void> {
  const { sections } = checklist.document.spec;
  for (const signOff of askingIn(change, checklist).forget) {
    const section = sections.find(({ id }) => id === signOff.section);
    await askNoLonger(change, signOff, section?.title);
  }
}

/** Nobody waits any more for the signature that somebody was asked for. */
export async function askNoLonger(
  change: ReviewChange,
  { assignee, by, section }: StoredSignOff,
  title = section,
): Promise<void> {
  const from = assignee ?? by;
  await change.removeSignOff(section);
  change.note({
    event: 'assigned',
    text: `'${title}' waits for the signature of ${from} no longer`,
    detail: { section, from },
  });
}

function askingIn(change: ReviewChange, checklist: CompiledChecklist): Asking {
  const applying = [...change.whole.answers.values()].flatMap(
    ({ applies, control }) => (applies ? control : []),
  );
  const asking = sectionsAsking(checklist, new Set(applying));
  return askingOf(change.whole, checklist, asking);
}

/** Tells those who are asked to sign. */
export function unsignedNotices(
  review: StoredReview,
  asked: readonly LeftUnsigned[],
): Notice[] {
  return asked.map(({ by, section }) =>
    signNotice(review, {
      section: section.id,
      title: section.title,
      to: by,
      description: signReason({ state: 'unsigned', handedOn: false }),
    }),
  );
}
