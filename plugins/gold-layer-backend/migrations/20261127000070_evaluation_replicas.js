// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('evaluation_replicas', table => {
    table.comment(
      'What each replica evaluates with: the newest of those alive goes ahead',
    );
    table.text('replica').primary().comment('Another one for every process');
    table
      .text('fingerprint')
      .notNullable()
      .comment('Of its definitions and facts');
    table
      .bigInteger('since')
      .notNullable()
      .comment('When any replica first had it');
    table
      .bigInteger('confirmed_at')
      .notNullable()
      .comment('When it was last heard of');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('evaluation_replicas');
};
