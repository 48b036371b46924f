// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('reviews', table => {
    table.text('submitted_by').comment('Who handed it in last');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('reviews', table => {
    table.dropColumn('submitted_by');
  });
};
