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
  // Written and read by time for many SLOs at once, hence the order of the key:
  // what belongs together lies together. As all starts are known beforehand, one
  // SLO is read by naming them; a second index would double what a year takes.
  const double =
    knex.client.config.client === 'pg' ? 'double precision' : 'real';
  await knex.raw(`create table slo_buckets (
    bad ${double} not null,
    total ${double} not null,
    start integer not null,
    num integer not null,
    grain smallint not null,
    covered smallint not null,
    primary key (grain, start, num)
  )${knex.client.config.client === 'pg' ? '' : ' without rowid'}`);

  await knex.schema.createTable('slo_pushes', table => {
    table.comment('Intervals as pushed, so that the same one again replaces');
    table.integer('num').notNullable();
    table.bigInteger('from').notNullable();
    table.bigInteger('to').notNullable();
    table.double('good').notNullable();
    table.double('total').notNullable();
    table.bigInteger('pushed_at').notNullable();
    table.primary(['num', 'from', 'to']);
    table.index(['to'], 'slo_pushes_by_end');
  });

  await knex.schema.createTable('slo_status', table => {
    table.comment('Latest numbers: what lists, gates and facts read');
    table.integer('num').primary();
    table.text('state').notNullable();
    table.integer('state_rank').notNullable().comment('0 is worst');
    table.text('diagnosis');
    table.double('sli');
    table.double('remaining');
    table.double('bad');
    table.double('total');
    table.double('coverage').notNullable();
    table.double('burn_5m');
    table.double('burn_30m');
    table.double('burn_1h');
    table.double('burn_2h');
    table.double('burn_6h');
    table.double('burn_1d');
    table.double('burn_3d');
    table.double('used_week');
    table.text('budget').notNullable();
    table.integer('budget_rank').notNullable().comment('0 is worst');
    table.integer('frozen').notNullable();
    table.text('forecast').notNullable().comment('JSON: Forecast');
    table.text('sparkline').notNullable().comment('JSON');
    table.integer('firing').notNullable().comment('1 ticket, 2 page, 3 both');
    table.text('alerts').notNullable().comment('JSON: SloAlert[]');
    table.text('rules').notNullable();
    table.text('rules_loaded').comment('YAML, where it differs');
    table.bigInteger('rules_at');
    table.bigInteger('measured_until').comment('End of what was asked for');
    table.bigInteger('as_of').comment('End of the last covered bucket');
    table.bigInteger('evaluated_at');
    table.text('failure').comment('JSON: kind, error, since');
    table.text('partial');
    table
      .text('problem')
      .comment('What the source says people should know, in words');
    table.integer('never_seen').notNullable();
    table
      .text('measure_hash')
      .notNullable()
      .comment('Of what the buckets were measured by');
    table
      .bigInteger('marks')
      .notNullable()
      .comment('Grows with every change that numbers have to follow');
    table
      .bigInteger('marks_done')
      .notNullable()
      .comment('Marks that the numbers have followed');
    table.index(['state_rank', 'remaining', 'num'], 'slo_status_worst');
  });

  await knex.schema.createTable('slo_budget_changes', table => {
    table.comment('Steps from one state of the policy to another');
    table.increments('id');
    table.integer('num').notNullable();
    table.bigInteger('at').notNullable();
    table.text('from').notNullable();
    table.text('to').notNullable();
    table.integer('frozen').notNullable();
    table.double('remaining');
    table.index(['num', 'at'], 'slo_budget_changes_by_slo');
    table.index(['at'], 'slo_budget_changes_by_time');
  });

  await knex.schema.createTable('slo_marks', table => {
    table.comment('Deploys and incidents');
    table.increments('id');
    ordered(knex, table, 'service_ref').notNullable();
    table.text('kind').notNullable();
    ordered(knex, table, 'key').notNullable();
    table.bigInteger('from').notNullable();
    table.bigInteger('to');
    table.text('title').notNullable();
    table.text('url');
    table.unique(['service_ref', 'kind', 'key']);
    table.index(['service_ref', 'from'], 'slo_marks_by_service');
  });

  await knex.schema.createTable('slo_exclusions', table => {
    table.comment('Planned time that does not count as it was');
    ordered(knex, table, 'id').primary();
    ordered(knex, table, 'service_ref').notNullable();
    ordered(knex, table, 'slo_id').comment('Absent: all of the service');
    table.bigInteger('from').notNullable();
    table.bigInteger('to');
    table.text('rule');
    table.integer('minutes');
    table.text('time_zone').notNullable();
    table.text('meaning').notNullable();
    table.text('reason').notNullable();
    table.text('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('ended_at');
    table.text('ended_by');
    table.index(['service_ref'], 'slo_exclusions_by_service');
  });

  await knex.schema.createTable('slo_runs', table => {
    table.comment('The last evaluation of each kind');
    table.text('task').primary();
    table.bigInteger('started_at').notNullable();
    table.bigInteger('ended_at');
    table.integer('slos').notNullable();
    table.integer('failed').notNullable();
    table.text('error');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'slo_runs',
    'slo_exclusions',
    'slo_marks',
    'slo_budget_changes',
    'slo_status',
    'slo_pushes',
    'slo_buckets',
  ]) {
    await knex.schema.dropTable(table);
  }
};
