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
  await knex.schema.createTable('gate_answers', table => {
    table.comment('What the deploy gate has answered; never changed');
    ordered(knex, table, 'id').primary();
    table.bigInteger('at').notNullable();
    ordered(knex, table, 'service_ref').notNullable();
    table.text('service_title').notNullable();
    table.text('change').notNullable();
    table.text('reference');
    table.text('verdict').notNullable();
    table.text('sentence').notNullable();
    table.text('detail').notNullable().comment('JSON: the rest of the answer');
    table.text('asked_by').notNullable();
    ordered(knex, table, 'glass_id');
    table.index(['at', 'id'], 'gate_answers_by_time');
    table.index(['service_ref', 'at'], 'gate_answers_by_service');
    table.index(['glass_id'], 'gate_answers_by_glass');
  });

  await knex.schema.createTable('broken_glass', table => {
    table.comment('Who let which service through although its budget said no');
    ordered(knex, table, 'id').primary();
    ordered(knex, table, 'service_ref').notNullable();
    table.text('by').notNullable();
    table.text('reason').notNullable();
    table.bigInteger('at').notNullable();
    table.bigInteger('until').notNullable();
    table.text('ended_by');
    table.bigInteger('ended_at');
    table.index(['service_ref', 'until'], 'broken_glass_by_service');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('broken_glass');
  await knex.schema.dropTable('gate_answers');
};
