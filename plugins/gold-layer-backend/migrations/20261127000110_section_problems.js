// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('review_sign_offs', table => {
    table
      .bigInteger('assigned_at')
      .comment('When whoever is asked to sign it again was asked');
    table.text('problem').comment('Why nobody can be asked to sign it again');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('review_sign_offs', table => {
    table.dropColumn('problem');
    table.dropColumn('assigned_at');
  });
};
