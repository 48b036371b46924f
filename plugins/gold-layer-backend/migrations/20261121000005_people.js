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
  await knex.schema.createTable('users', table => {
    table.comment('Users of the catalog, for their names');
    ordered(knex, table, 'ref').primary().comment('Entity ref in lower case');
    table.text('uid');
    table.text('etag');
    table.text('title').notNullable().comment('Display name, or name');
  });

  await knex.schema.alterTable('group_members', table => {
    table.index(['user_ref'], 'group_members_by_user');
  });

  await knex.schema.createTable('notices_sent', table => {
    table.comment('What was told once and is not told again');
    table.text('key').primary();
    table.bigInteger('sent_at').notNullable();
    table.index(['sent_at'], 'notices_sent_by_age');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notices_sent');
  await knex.schema.alterTable('group_members', table => {
    table.dropIndex(['user_ref'], 'group_members_by_user');
  });
  await knex.schema.dropTable('users');
};
