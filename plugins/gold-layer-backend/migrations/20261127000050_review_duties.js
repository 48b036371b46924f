// @ts-check

/**
 * Text that is compared and sorted byte by byte on every database.
 *
 * @param {import('knex').Knex} knex
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string} column
 */
function ordered(knex, table, column) {
  return knex.client.config.client === 'pg'
    ? table.specificType(column, 'text collate "C"')
    : table.text(column);
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('reviews', table => {
    table
      .text('submitters')
      .comment(
        'JSON list: everybody who has handed it in, the last at its end',
      );
  });
  await knex.schema.alterTable('review_sign_offs', table => {
    ordered(knex, table, 'assignee').comment(
      'Who is asked to sign it again, where whoever signed it no longer may',
    );
    table.index(['state', 'review_id'], 'review_sign_offs_by_state');
  });
  await tellSubmitters(knex);
};

/**
 * Takes from the log who handed in reviews that several people did; of the
 * others `submitted_by` tells it.
 *
 * @param {import('knex').Knex} knex
 */
async function tellSubmitters(knex) {
  /** @type {{ review_id: string; actor: string }[]} */
  const rows = await knex('review_log')
    .where('event', 'submitted')
    .groupBy('review_id', 'actor')
    .orderByRaw('review_id, max(seq)')
    .select('review_id', 'actor');
  /** @type {Map<string, string[]>} */
  const submitters = new Map();
  for (const { actor, review_id } of rows) {
    submitters.set(review_id, [...(submitters.get(review_id) ?? []), actor]);
  }
  for (const [id, people] of submitters) {
    if (people.length < 2) continue;
    await knex('reviews')
      .where({ id })
      .update({ submitters: JSON.stringify(people) });
  }
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('review_sign_offs', table => {
    table.dropIndex(['state', 'review_id'], 'review_sign_offs_by_state');
    table.dropColumn('assignee');
  });
  await knex.schema.alterTable('reviews', table => {
    table.dropColumn('submitters');
  });
};
