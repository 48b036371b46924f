// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('projection_state', table => {
    table
      .text('refused')
      .comment('Which entities could not be stored, and why; null if all were');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('projection_state', table => {
    table.dropColumn('refused');
  });
};
