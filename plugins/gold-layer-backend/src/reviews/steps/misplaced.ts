import {
  SectionDocument,
  sectionRole,
} from '@gold-layer/backstage-plugin-common';
import type { Owned, People } from '../../people';
import type { CompiledChecklist } from '../checklists/compileChecklist';
import type { StoredSignOff, WholeReview } from '../records';
import type { ReviewChange } from '../store/ReviewChange';
import { takeBackSignature } from './fallen';

/** A signature that counts no longer, and the role that signs its section now. */
export interface Misplaced {
  section: SectionDocument;
  signOff: StoredSignOff;
  signs: string;
}

/**
 * Signatures that were given for a role which does not sign the section any
 * more, as the tier of now asks others. Whoever signed for the role that the
 * section itself names, or holds it, may sign at any tier. Read before the
 * change begins.
 */
export async function misplacedIn(
  { roles, signOffs }: Pick<WholeReview, 'roles' | 'signOffs'>,
  options: {
    checklist: Pick<CompiledChecklist, 'document'>;
    /** The roles of the tier of now. */
    deciding: readonly string[];
    owned: Owned;
    people: Pick<People, 'holds'>;
  },
): Promise<Misplaced[]> {
  const { checklist, deciding, owned, people } = options;
  const before = roles.map(({ role }) => role);
  const misplaced: Misplaced[] = [];
  for (const section of checklist.document.spec.sections) {
    const { id, reviewer } = section;
    const signOff = signOffs.find(each => each.section === id);
    const signedAs = sectionRole(section, before);
    const signs = sectionRole(section, deciding);
    if (signOff?.state !== 'signed') continue;
    if (signedAs === signs || signedAs === reviewer) continue;
    if (await people.holds(signOff.by, reviewer, owned)) continue;
    misplaced.push({ section, signOff, signs });
  }
  return misplaced;
}

/** Takes misplaced signatures back, each with an entry in the log. */
export async function dropMisplaced(
  change: ReviewChange,
  misplaced: readonly Misplaced[],
): Promise<void> {
  for (const { section, signOff, signs } of misplaced) {
    const { id, title } = section;
    const now = change.whole.signOffs.find(each => each.section === id);
    // Taken back already, where whoever gave it may no longer judge.
    if (now?.state !== 'signed') continue;
    change.note({
      event: 'sign-off-dropped',
      text: `The signature of ${signOff.by} under '${title}' no longer counts, as ${signs} signs the section now`,
      detail: { section: id, by: signOff.by, role: signs },
    });
    await takeBackSignature(change, signOff, section);
  }
}
