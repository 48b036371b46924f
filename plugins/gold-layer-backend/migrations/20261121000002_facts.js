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
  await knex.schema.createTable('facts', table => {
    table.comment('The latest value of each fact of each service');
    ordered(knex, table, 'service_ref').notNullable();
    ordered(knex, table, 'fact').notNullable().comment('Dotted name');
    table.text('value').notNullable().comment('JSON');
    table.text('source').notNullable().comment('Who gave it');
    table
      .bigInteger('collected_at')
      .notNullable()
      .comment('When it was last recorded as true');
    table
      .bigInteger('valid_until')
      .comment('Stale after this; null: until it changes');
    table
      .bigInteger('changed_at')
      .notNullable()
      .comment('Since when it is what it is');
    table.primary(['service_ref', 'fact']);
    // Finds what goes stale, and counts it by source, from the index alone.
    table.index(['valid_until', 'source', 'service_ref'], 'facts_by_expiry');
  });

  await knex.schema.createTable('fact_history', table => {
    table.comment('Each change of the facts that ask for it');
    ordered(knex, table, 'service_ref').notNullable();
    ordered(knex, table, 'fact').notNullable();
    table.bigInteger('at').notNullable().comment('Since when it was so');
    table.text('value').comment('JSON; null: not known from here on');
    table.text('source').notNullable();
    table.primary(['service_ref', 'fact', 'at']);
    table.index(['at', 'service_ref', 'fact'], 'fact_history_by_age');
  });

  await knex.schema.createTable('source_runs', table => {
    table.comment('The last run of each source of facts over all services');
    table.text('source').primary();
    table.bigInteger('started_at');
    table.bigInteger('finished_at');
    table
      .bigInteger('success_at')
      .comment('End of the last run that got through');
    table
      .integer('failures')
      .notNullable()
      .defaultTo(0)
      .comment('Services it failed for');
    table.text('error').comment('Why the last run did not get through');
    table
      .bigInteger('history_at')
      .comment('When its past values were taken in; null: not yet');
  });

  await knex.schema.createTable('source_services', table => {
    table.comment(
      'What each source last said about each service; no row: not asked yet',
    );
    ordered(knex, table, 'source').notNullable();
    ordered(knex, table, 'service_ref').notNullable();
    table.text('outcome').notNullable().comment('facts, absent or failed');
    table.text('error').comment('What people should know, in a sentence');
    table.bigInteger('since').notNullable().comment('Since when it says so');
    table
      .bigInteger('retry_at')
      .comment('When to ask again before the next run');
    table.primary(['source', 'service_ref']);
    table.index(['service_ref'], 'source_services_by_service');
    table.index(['retry_at'], 'source_services_by_retry');
  });

  await knex.schema.createTable('repository_trees', table => {
    table.comment(
      'Which state of its repository each service was last read in',
    );
    ordered(knex, table, 'service_ref').primary();
    table
      .text('place')
      .notNullable()
      .comment('Repository, path in it, and edition of the reading');
    table.text('etag').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'repository_trees',
    'source_services',
    'source_runs',
    'fact_history',
    'facts',
  ]) {
    await knex.schema.dropTable(table);
  }
};
