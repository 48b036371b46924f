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
  await knex.schema.createTable('service_relations', table => {
    table.comment(
      'What each service depends on, and which APIs it consumes and provides, as the catalog says',
    );
    ordered(knex, table, 'service_ref').notNullable();
    table.text('type').notNullable().comment('As the catalog calls it');
    ordered(knex, table, 'target_ref')
      .notNullable()
      .comment('Entity ref in lower case; known to the catalog or not');
    table.primary(['service_ref', 'type', 'target_ref']);
    table.index(
      ['type', 'target_ref', 'service_ref'],
      'service_relations_by_target',
    );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('service_relations');
};
