import type { Knex } from 'knex';
import { sectionsAsking } from '../judge';
import { askingOf, leftUnsigned } from '../steps/askDeciders';
import { applyingControls } from '../store/applyingControls';
import type { JudgedReview } from './judgedNow';

/**
 * Ids of those reviews in which whoever has decided is to be asked to sign a
 * section, or is no longer to be. Most have no such section, and nothing is
 * read of them.
 */
export async function unaskedIn(
  knex: Knex,
  judged: readonly JudgedReview[],
): Promise<ReadonlySet<string>> {
  const some = judged.filter(
    each =>
      leftUnsigned(each, each.checklist).length > 0 ||
      each.signOffs.some(({ state }) => state === 'unsigned'),
  );
  const applying = await applyingControls(
    knex,
    some.map(({ review }) => review.id),
  );
  return new Set(
    some.flatMap(each => {
      const { checklist, review } = each;
      const asking = sectionsAsking(checklist, applying.get(review.id));
      const { ask, forget } = askingOf(each, checklist, asking);
      return ask.length + forget.length > 0 ? review.id : [];
    }),
  );
}
