// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('evaluation_failures', table => {
    table
      .integer('attempts')
      .notNullable()
      .defaultTo(1)
      .comment('How often in a row it erred: after the first it is tried soon');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('evaluation_failures', table => {
    table.dropColumn('attempts');
  });
};
