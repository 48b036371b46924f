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
  await knex.schema.createTable('gone_slos', table => {
    table.comment('SLOs that no document wants any more, should they return');
    table.integer('num').primary();
    ordered(knex, table, 'id').notNullable();
    ordered(knex, table, 'service_ref').notNullable();
    table.bigInteger('first_seen_at').notNullable();
    table.bigInteger('gone_at').notNullable();
    table.index(['id'], 'gone_slos_by_id');
    table.index(['gone_at'], 'gone_slos_by_time');
  });
  await knex.schema.alterTable('slo_marks', table => {
    table.index(['from'], 'slo_marks_by_time');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('slo_marks', table => {
    table.dropIndex(['from'], 'slo_marks_by_time');
  });
  await knex.schema.dropTable('gone_slos');
};
