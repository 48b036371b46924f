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
  await knex.schema.createTable('reviews', table => {
    table.comment('One walk of a checklist by a service, with its counts');
    ordered(knex, table, 'id').primary();
    ordered(knex, table, 'service_ref').notNullable();
    table.text('service_title').notNullable().comment('As last known');
    ordered(knex, table, 'sort_name')
      .notNullable()
      .comment('Title in lower case');
    ordered(knex, table, 'checklist').notNullable();
    table.text('checklist_title').notNullable();
    table.text('checklist_version').notNullable();
    table
      .text('checklist_hash')
      .notNullable()
      .comment('Of the pinned version, kept in definition_versions');
    table.text('purpose').notNullable();
    ordered(knex, table, 'state').notNullable();
    table
      .text('tier')
      .notNullable()
      .comment('Of the service: as last seen while open, then as decided');
    table.integer('tier_rank').notNullable();
    ordered(knex, table, 'owner_ref').comment('As last seen, or as decided');
    ordered(knex, table, 'requested_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('submitted_at');
    table.bigInteger('decided_at');
    table.bigInteger('valid_until');
    table.bigInteger('promised_by').comment('Next answer promised');
    table.text('revalidation').comment('Why it must be validated again');
    table.integer('version').notNullable().comment('Raised by every change');
    table
      .text('open_key')
      .unique()
      .comment('Service and checklist while open: at most one at a time');
    table.text('supersedes');
    table.text('superseded_by');
    table
      .text('circumstances')
      .comment('JSON: what an approval rested on besides its answers');
    table.integer('controls').notNullable();
    table.integer('answered').notNullable();
    table.integer('automatic').notNullable();
    table.integer('blocking').notNullable();
    table.integer('drifted').notNullable();
    table.integer('drifted_blocking').notNullable();
    table
      .integer('drift_rank')
      .notNullable()
      .comment('To sort by: blocking ones first');
    table.text('search_text').notNullable().comment('In lower case');
    table.integer('log_seq').notNullable().comment('Last entry of its log');
    table.text('log_hash').notNullable();
    table.index(['updated_at', 'id'], 'reviews_by_update');
    table.index(['created_at', 'id'], 'reviews_by_age');
    table.index(['promised_by', 'id'], 'reviews_by_promise');
    table.index(['tier_rank', 'id'], 'reviews_by_tier');
    table.index(['sort_name', 'id'], 'reviews_by_name');
    table.index(['valid_until', 'id'], 'reviews_by_validity');
    table.index(['drift_rank', 'id'], 'reviews_by_drift');
    table.index(['service_ref', 'checklist', 'state'], 'reviews_by_service');
    table.index(['owner_ref', 'id'], 'reviews_by_owner');
    table.index(['requested_by', 'state'], 'reviews_by_requester');
    table.index(['state', 'valid_until'], 'reviews_by_state');
    table.index(['checklist', 'state'], 'reviews_by_checklist');
  });

  await knex.schema.createTable('review_answers', table => {
    table.comment('One row per control of each review');
    ordered(knex, table, 'review_id').notNullable();
    ordered(knex, table, 'control').notNullable();
    table
      .integer('applies')
      .notNullable()
      .comment('0: the control does not speak of this service');
    table.text('answer').comment('Given by a person; null: none');
    table.text('note');
    table.text('confirmed_by');
    table.bigInteger('confirmed_at');
    table.text('disputed_by');
    table.bigInteger('disputed_at');
    table.text('dispute');
    table.text('auto_outcome').comment('met, not-met, unknown; null: no rule');
    table.text('auto_reason');
    table.text('auto_inputs').comment('JSON');
    table.bigInteger('auto_as_of');
    table.bigInteger('valid_until').comment('Of an answer by a person');
    table.text('approved_answer').comment('The answer that was approved');
    table.text('approved_auto').comment('What the rule said then');
    table.integer('approved_waived').comment('1: a waiver carried it');
    table.text('drift').comment('How it has regressed since, in a sentence');
    table.text('updated_by');
    table.bigInteger('updated_at');
    table.integer('version').notNullable();
    table.primary(['review_id', 'control']);
  });

  await knex.schema.createTable('review_evidence', table => {
    ordered(knex, table, 'id').primary();
    ordered(knex, table, 'review_id').notNullable();
    table.text('control').notNullable();
    table.text('kind').notNullable();
    table.text('title').notNullable();
    table.text('url');
    table.text('file_name');
    table.text('media_type');
    table.integer('size');
    table.text('sha256');
    table.text('snapshot').comment('JSON: what a check said');
    table.text('date');
    table.text('valid_until');
    table.text('added_by').notNullable();
    table.bigInteger('added_at').notNullable();
    table.index(['review_id'], 'review_evidence_by_review');
  });

  await knex.schema.createTable('review_files', table => {
    table.comment('Contents of evidence files, apart from what lists read');
    ordered(knex, table, 'evidence_id').primary();
    table.binary('content').notNullable();
  });

  await knex.schema.createTable('review_sign_offs', table => {
    table.comment('The word of a role on a section');
    ordered(knex, table, 'review_id').notNullable();
    table.text('section').notNullable();
    table.text('state').notNullable();
    table.text('by').notNullable();
    table.bigInteger('at').notNullable();
    table.text('comment');
    table.primary(['review_id', 'section']);
  });

  await knex.schema.createTable('review_roles', table => {
    table.comment('The roles that decide a review, and what they said');
    ordered(knex, table, 'review_id').notNullable();
    ordered(knex, table, 'role').notNullable();
    table.integer('position').notNullable();
    ordered(knex, table, 'assignee');
    table.bigInteger('assigned_at');
    table.bigInteger('promised_by');
    table.text('problem').comment('Why nobody is assigned');
    table.text('decision');
    ordered(knex, table, 'by');
    table.bigInteger('at');
    table.text('comment');
    table.primary(['review_id', 'role']);
    table.index(['assignee', 'decision'], 'review_roles_by_assignee');
  });

  await knex.schema.createTable('review_comments', table => {
    ordered(knex, table, 'id').primary();
    ordered(knex, table, 'review_id').notNullable();
    table.text('section');
    table.text('control');
    ordered(knex, table, 'author').notNullable();
    table.bigInteger('at').notNullable();
    table.text('body').notNullable();
    table.text('mentions').notNullable().comment('JSON list of user refs');
    table.index(['review_id', 'at'], 'review_comments_by_review');
  });

  await knex.schema.createTable('review_mentions', table => {
    table.comment('Whom comments mention, to be found by');
    ordered(knex, table, 'user_ref').notNullable();
    ordered(knex, table, 'comment_id').notNullable();
    table.bigInteger('at').notNullable();
    table.primary(['user_ref', 'comment_id']);
  });

  await knex.schema.createTable('review_conditions', table => {
    ordered(knex, table, 'id').primary();
    ordered(knex, table, 'review_id').notNullable();
    table.text('role').notNullable();
    table.integer('position').notNullable();
    table.text('title').notNullable();
    ordered(knex, table, 'owner').notNullable();
    table.text('due').notNullable().comment('Day; counts until its end in UTC');
    table.text('done_by');
    table.bigInteger('done_at');
    table.text('note');
    table.index(['review_id'], 'review_conditions_by_review');
    table.index(['owner', 'done_at'], 'review_conditions_by_owner');
  });

  await knex.schema.createTable('review_presence', table => {
    ordered(knex, table, 'review_id').notNullable();
    ordered(knex, table, 'person').notNullable();
    table.text('control');
    table.bigInteger('at').notNullable();
    table.primary(['review_id', 'person']);
    table.index(['at'], 'review_presence_by_age');
  });

  await knex.schema.createTable('review_log', table => {
    table.comment('Append-only; each hash covers the entry and the one before');
    ordered(knex, table, 'review_id').notNullable();
    table.integer('seq').notNullable();
    table.bigInteger('at').notNullable();
    table.text('actor').notNullable();
    table.text('actor_title').notNullable();
    table.text('event').notNullable();
    table.text('text').notNullable();
    table.text('detail').notNullable().comment('JSON');
    table.integer('version').notNullable().comment('Of the review, after it');
    table.text('previous_hash').notNullable();
    table.text('hash').notNullable();
    table.primary(['review_id', 'seq']);
  });

  await knex.schema.createTable('review_snapshots', table => {
    table.comment('What was approved, frozen');
    ordered(knex, table, 'review_id').primary();
    table.bigInteger('at').notNullable();
    table.text('content', 'longtext').notNullable().comment('Canonical JSON');
    table.text('hash').notNullable();
  });

  await knex.schema.createTable('review_expectations', table => {
    table.comment('Which services are expected to have a valid review');
    ordered(knex, table, 'service_ref').notNullable();
    ordered(knex, table, 'checklist').notNullable();
    table.primary(['checklist', 'service_ref']);
    table.index(['service_ref'], 'review_expectations_by_service');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'review_expectations',
    'review_snapshots',
    'review_log',
    'review_presence',
    'review_conditions',
    'review_mentions',
    'review_comments',
    'review_roles',
    'review_sign_offs',
    'review_files',
    'review_evidence',
    'review_answers',
    'reviews',
  ]) {
    await knex.schema.dropTable(table);
  }
};
