// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('waivers', table => {
    table
      .text('shortened')
      .comment(
        'JSON: when, from which end and for which tier it came to end earlier; null where it did not',
      );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('waivers', table => {
    table.dropColumn('shortened');
  });
};
