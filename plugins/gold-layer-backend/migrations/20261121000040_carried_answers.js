// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('review_answers', table => {
    table
      .text('carried_review')
      .comment('The earlier review that the answer was given in');
    table.bigInteger('carried_at').comment('When that review was decided');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('review_answers', table => {
    table.dropColumn('carried_review');
    table.dropColumn('carried_at');
  });
};
