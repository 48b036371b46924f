import type { Knex } from 'knex';
import { chunked } from '../../database/rows';

/** The controls that speak of their service, by review; one statement per chunk. */
export async function applyingControls(
  knex: Knex,
  reviews: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const found = new Map(reviews.map(id => [id, new Set<string>()]));
  for (const chunk of chunked([...found.keys()])) {
    const rows: { review_id: string; control: string }[] = await knex(
      'review_answers',
    )
      .whereIn('review_id', chunk)
      .where('applies', 1)
      .select('review_id', 'control');
    for (const { control, review_id } of rows) {
      found.get(review_id)?.add(control);
    }
  }
  return found;
}
