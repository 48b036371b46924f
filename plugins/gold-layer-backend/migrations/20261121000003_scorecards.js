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
  await knex.schema.createTable('definition_versions', table => {
    table.comment(
      'Every version of every definition that was ever in force, so that old results stay readable',
    );
    table.text('kind').notNullable();
    table.text('name').notNullable();
    table.text('hash').notNullable().comment('Of the content');
    table.text('version').notNullable();
    table
      .text('location')
      .notNullable()
      .comment('Configured place it was read from');
    table
      .text('origin')
      .notNullable()
      .comment('File or URL within it, or built-in');
    table.text('source').notNullable().comment('The document as written');
    table
      .bigInteger('loaded_at')
      .notNullable()
      .comment('When it came into force');
    table
      .integer('in_force')
      .notNullable()
      .comment('1: good when last loaded; falls back to after a bad edit');
    table.primary(['kind', 'name', 'hash', 'origin']);
    table.index(['in_force'], 'definition_versions_in_force');
  });

  await knex.schema.createTable('scorecard_results', table => {
    table.comment(
      'The latest standing of each service on each scorecard that applies to it',
    );
    ordered(knex, table, 'service_ref').notNullable();
    ordered(knex, table, 'scorecard').notNullable();
    table
      .text('level')
      .comment('Name of the level held; null on the ground floor');
    table.integer('rank').notNullable().comment('0 on the ground floor');
    table
      .integer('to_next')
      .comment('Checks missing to the next level; null at the top');
    table.integer('passed').notNullable();
    table.integer('failed').notNullable();
    table.integer('unknown').notNullable();
    table.integer('waived').notNullable();
    table
      .integer('applicable')
      .notNullable()
      .comment('pass + fail + unknown + waived');
    table
      .double('coverage')
      .comment(
        'Share of applicable checks whose answer is known; null when none applies',
      );
    table
      .integer('trend')
      .notNullable()
      .comment('Change of rank within 7 days');
    table.text('tier').notNullable().comment('Of the service when evaluated');
    table
      .text('version')
      .notNullable()
      .comment('Of the definition that produced it');
    table.text('hash').notNullable().comment("Of that definition's content");
    table
      .bigInteger('evaluated_at')
      .notNullable()
      .comment('The evaluation that last wrote this row');
    table
      .bigInteger('changed_at')
      .notNullable()
      .comment('Since when the level is what it is');
    table.primary(['service_ref', 'scorecard']);
    table.index(
      ['scorecard', 'rank', 'level', 'service_ref'],
      'scorecard_results_by_level',
    );
    table.index(
      ['scorecard', 'trend', 'service_ref'],
      'scorecard_results_by_trend',
    );
    table.index(
      ['scorecard', 'rank', 'service_ref'],
      'scorecard_results_by_rank',
    );
    table.index(
      ['scorecard', 'coverage', 'service_ref'],
      'scorecard_results_by_coverage',
    );
  });

  await knex.schema.createTable('check_results', table => {
    table.comment('The latest state of each check of each service');
    ordered(knex, table, 'service_ref').notNullable();
    ordered(knex, table, 'scorecard').notNullable();
    ordered(knex, table, 'check_id').notNullable();
    table.text('state').notNullable();
    table.text('reason').notNullable().comment('One sentence');
    table
      .bigInteger('changed_at')
      .notNullable()
      .comment('Since when it is in this state');
    table.primary(['service_ref', 'scorecard', 'check_id']);
    table.index(
      ['scorecard', 'check_id', 'state', 'service_ref'],
      'check_results_by_state',
    );
  });

  await knex.schema.createTable('level_changes', table => {
    table.comment('Each change of a level, the first one included');
    ordered(knex, table, 'service_ref').notNullable();
    ordered(knex, table, 'scorecard').notNullable();
    table.bigInteger('at').notNullable();
    table
      .text('from_level')
      .comment('Null on the ground floor, or when first scored');
    table.integer('from_rank').comment('Null when first scored');
    table.text('to_level');
    table.integer('to_rank').notNullable();
    table.text('version').notNullable();
    table
      .integer('replayed')
      .notNullable()
      .comment('1: worked out later from dated facts');
    table.primary(['service_ref', 'scorecard', 'at']);
    table.index(['scorecard', 'at'], 'level_changes_by_scorecard');
    table.index(['at'], 'level_changes_by_age');
  });

  await knex.schema.createTable('check_changes', table => {
    table.comment('Each change of a check from one state to another');
    ordered(knex, table, 'service_ref').notNullable();
    ordered(knex, table, 'scorecard').notNullable();
    ordered(knex, table, 'check_id').notNullable();
    table.bigInteger('at').notNullable();
    table.text('from_state').notNullable();
    table.text('to_state').notNullable();
    table.text('version').notNullable();
    table.integer('replayed').notNullable();
    table.primary(['service_ref', 'scorecard', 'check_id', 'at']);
    table.index(['service_ref', 'at'], 'check_changes_by_service');
    table.index(['at'], 'check_changes_by_age');
  });

  await knex.schema.createTable('level_counts', table => {
    table.comment(
      'How many services stand where, brought up to date after each evaluation',
    );
    table.text('scorecard').notNullable();
    table.text('tier').notNullable();
    table.text('level').notNullable().comment('Or none');
    table.integer('rank').notNullable();
    table.integer('services').notNullable();
    table
      .integer('passed')
      .notNullable()
      .comment('Sum over the services, like the next two');
    table.integer('unknown').notNullable();
    table.integer('applicable').notNullable();
    table.primary(['scorecard', 'tier', 'level']);
  });

  await knex.schema.createTable('check_counts', table => {
    table.comment(
      'How many services have each check in each state, brought up to date after each evaluation',
    );
    table.text('scorecard').notNullable();
    table.text('check_id').notNullable();
    table.text('state').notNullable();
    table.integer('services').notNullable();
    table.primary(['scorecard', 'check_id', 'state']);
  });

  await knex.schema.createTable('rollups_daily', table => {
    table.comment(
      'Services per scorecard, level, owner, tier and system at the end of each day (today: so far)',
    );
    ordered(knex, table, 'scorecard').notNullable();
    ordered(knex, table, 'day').notNullable().comment('YYYY-MM-DD, UTC');
    table.text('level').notNullable().comment('Or none');
    table.integer('rank').notNullable();
    ordered(knex, table, 'owner_ref').notNullable().comment('Empty: no owner');
    ordered(knex, table, 'tier').notNullable();
    ordered(knex, table, 'system_ref')
      .notNullable()
      .comment('Empty: no system');
    table.integer('services').notNullable();
    table.integer('passed').notNullable();
    table.integer('applicable').notNullable();
    table.integer('replayed').notNullable();
    table.primary([
      'scorecard',
      'day',
      'level',
      'owner_ref',
      'tier',
      'system_ref',
    ]);
    table.index(['scorecard', 'owner_ref', 'day'], 'rollups_daily_by_owner');
    table.index(['scorecard', 'system_ref', 'day'], 'rollups_daily_by_system');
    table.index(['day'], 'rollups_daily_by_day');
  });

  await knex.schema.createTable('rollup_totals', table => {
    table.comment(
      'The daily roll-ups summed up by tier: what most trends are read from',
    );
    ordered(knex, table, 'scorecard').notNullable();
    ordered(knex, table, 'day').notNullable();
    table.text('tier').notNullable();
    table.text('level').notNullable();
    table.integer('rank').notNullable();
    table.integer('services').notNullable();
    table.integer('passed').notNullable();
    table.integer('applicable').notNullable();
    table.integer('replayed').notNullable();
    table.primary(['scorecard', 'day', 'tier', 'level']);
    table.index(['day'], 'rollup_totals_by_day');
  });

  await knex.schema.createTable('service_sources', table => {
    table.comment(
      'Which sources each service has facts from, as of its last evaluation',
    );
    ordered(knex, table, 'service_ref').notNullable();
    ordered(knex, table, 'source').notNullable();
    table.integer('facts').notNullable();
    table.integer('stale').notNullable();
    table.primary(['service_ref', 'source']);
    table.index(
      ['source', 'stale', 'service_ref'],
      'service_sources_by_source',
    );
  });

  await knex.schema.createTable('evaluation_state', table => {
    table.comment(
      'One row: the evaluation of all services, so that it can go on where it stopped',
    );
    table.integer('id').primary();
    table
      .text('fingerprint')
      .comment(
        'Of the definitions and facts that all services were, or are being, evaluated with',
      );
    ordered(knex, table, 'cursor').comment('Last service done; null: none yet');
    table.bigInteger('started_at');
    table.bigInteger('finished_at').comment('Null while it goes on');
    table.bigInteger('worked_ms').comment('Time spent on it so far');
    table
      .bigInteger('swept_at')
      .comment('Up to when facts were looked at for going stale');
    table
      .text('replay')
      .comment('JSON: past days being worked out, and how far; null: none');
  });

  await knex.schema.createTable('evaluation_failures', table => {
    table.comment(
      'Services whose last evaluation erred; they keep their earlier results',
    );
    ordered(knex, table, 'service_ref').primary();
    table.text('error').notNullable();
    table.bigInteger('at').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'evaluation_failures',
    'evaluation_state',
    'service_sources',
    'rollup_totals',
    'rollups_daily',
    'check_counts',
    'level_counts',
    'check_changes',
    'level_changes',
    'check_results',
    'scorecard_results',
    'definition_versions',
  ]) {
    await knex.schema.dropTable(table);
  }
};
