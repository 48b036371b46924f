// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('check_results', table => {
    table
      .integer('blocking')
      .notNullable()
      .defaultTo(0)
      .comment('1: it stands between the service and its next level');
  });
  // Few results block anything: what does is counted and listed without the rest.
  await knex.raw(
    `create index check_results_blocking
     on check_results (scorecard, check_id, state, service_ref)
     where blocking = 1`,
  );
  // The same goes for services that a source could not find out about.
  await knex.raw(
    `create index source_services_failed
     on source_services (source, service_ref) where error is not null`,
  );
  await knex.schema.alterTable('check_counts', table => {
    table
      .integer('blocking')
      .notNullable()
      .defaultTo(0)
      .comment('Services that the check keeps from their next level');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('drop index check_results_blocking');
  await knex.raw('drop index source_services_failed');
  await knex.schema.alterTable('check_counts', table => {
    table.dropColumn('blocking');
  });
  await knex.schema.alterTable('check_results', table => {
    table.dropColumn('blocking');
  });
};
