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
  await knex.schema.createTable('waivers', table => {
    table.comment('Recorded acceptances of risks, in every state');
    ordered(knex, table, 'id').primary();
    ordered(knex, table, 'service_ref').notNullable();
    ordered(knex, table, 'service_title')
      .notNullable()
      .comment('When asked for; shown once the service has left the catalog');
    table.text('tier').notNullable().comment('When asked for');
    ordered(knex, table, 'owner_ref').comment('When asked for');
    table.text('kind').notNullable().comment('check or control');
    ordered(knex, table, 'document')
      .notNullable()
      .comment('Name of the scorecard or checklist');
    ordered(knex, table, 'item')
      .notNullable()
      .comment('Name of the check or control');
    table.text('title').notNullable().comment('Of the check or control');
    table.text('risk').notNullable().comment('JSON, as its owner wrote it');
    table.text('level').notNullable();
    table
      .integer('level_rank')
      .notNullable()
      .comment('0 low to 3 severe, to sort by');
    table.integer('points').notNullable().comment('Of risk debt');
    table.text('state').notNullable().comment('As last written');
    ordered(knex, table, 'requested_by').notNullable();
    table.bigInteger('requested_at').notNullable();
    table.text('requested_until').notNullable().comment('Day');
    table
      .bigInteger('ends_at')
      .notNullable()
      .comment('The end approved, or asked for');
    table
      .text('approver_role')
      .notNullable()
      .comment('That had to approve when last written');
    table.text('decided_by');
    table.text('decided_title').comment('Display name at the time');
    table.bigInteger('decided_at');
    table.text('comment').comment('Of the decision');
    table.text('ended_by').comment('Who revoked or withdrew it');
    table.bigInteger('ended_at');
    table.text('end_comment');
    table.integer('renewal').notNullable().comment('0 for the first term');
    ordered(knex, table, 'renewal_of');
    table.text('renewed_by').comment('The next term, once approved');
    table.integer('version').notNullable().comment('Raised by every change');
    table
      .text('search_text')
      .notNullable()
      .comment('What free text is looked up in, in lower case');
    table.bigInteger('changed_at').notNullable();

    table.index(['service_ref', 'state', 'ends_at'], 'waivers_by_service');
    table.index(['state', 'ends_at', 'id'], 'waivers_by_state');
    table.index(['level_rank', 'id'], 'waivers_by_risk');
    table.index(['requested_at', 'id'], 'waivers_by_age');
    table.index(['ends_at', 'id'], 'waivers_by_end');
    table.index(['renewal_of'], 'waivers_by_earlier_term');
  });

  // Of two who ask for or approve the same thing at once, one comes too late.
  for (const state of ['requested', 'active']) {
    await knex.raw(
      `create unique index waivers_one_${state} on waivers (service_ref, kind, document, item) where state = '${state}'`,
    );
  }

  await knex.schema.alterTable('check_results', table => {
    table
      .text('true_state')
      .comment('What a waived check would be without its waiver');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('check_results', table => {
    table.dropColumn('true_state');
  });
  await knex.schema.dropTable('waivers');
};
