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
  await knex.schema.createTable('slo_documents', table => {
    table.comment('Files of OpenSLO as last read, or as kept in the portal');
    ordered(knex, table, 'key')
      .primary()
      .comment('<origin>:<service ref or location>');
    table.text('origin').notNullable();
    ordered(knex, table, 'service_ref').comment(
      'Whose record names it; absent for files of definitions',
    );
    table.text('location').notNullable().comment('For people');
    table.text('url').comment('Where a browser finds it');
    table.text('text').notNullable();
    table.text('hash').notNullable().comment('Of the text');
    table.text('etag');
    table.text('problems').notNullable().comment('JSON: SloProblem[]');
    table
      .text('error')
      .comment('Why it could not be read; the last text stays');
    table.integer('version').notNullable().comment('Of those in the portal');
    table.text('changed_by');
    table.bigInteger('changed_at').notNullable();
    table
      .bigInteger('read_at')
      .notNullable()
      .comment('Last try, whatever came of it; 0: not yet tried');
    table
      .bigInteger('gone_since')
      .comment('Since when its service is not in the catalog');
    table.index(['service_ref'], 'slo_documents_by_service');
    table.index(['origin', 'read_at'], 'slo_documents_by_reading');
  });

  await knex.schema.createTable('slos', table => {
    table.comment('Objectives in force, one row each, whatever their document');
    table.increments('num').comment('What buckets and numbers refer to');
    ordered(knex, table, 'id').notNullable().unique();
    ordered(knex, table, 'service_ref').notNullable();
    ordered(knex, table, 'document_key').notNullable();
    ordered(knex, table, 'title').notNullable();
    table.text('origin').notNullable();
    table.text('spec').notNullable().comment('JSON: SloSpec');
    table.text('hash').notNullable().comment('Of the spec');
    table
      .text('measure_hash')
      .notNullable()
      .comment('Of what is measured: changed, the buckets begin anew');
    table.double('objective').notNullable().comment('To sort by');
    table.text('sli_type').notNullable().comment('Data source type, or pushed');
    table
      .integer('window_days')
      .comment('Rolling windows; absent for calendars');
    table.text('problems').notNullable().comment('JSON: SloProblem[]');
    table
      .integer('invalid')
      .notNullable()
      .comment('1: its document has errors and no earlier version stands');
    table
      .text('shadowed')
      .notNullable()
      .comment('JSON: documents it wins over');
    table.text('search_text').notNullable();
    table.bigInteger('first_seen_at').notNullable();
    table.bigInteger('changed_at').notNullable();
    table.index(['service_ref'], 'slos_by_service');
    table.index(['document_key'], 'slos_by_document');
  });

  await knex.schema.createTable('slo_objectives', table => {
    table.comment('Every objective an SLO has had');
    table.integer('num').notNullable();
    table.bigInteger('since').notNullable();
    table.text('objective').notNullable().comment('Decimal');
    table.text('window').notNullable().comment('JSON: SloWindow');
    table.primary(['num', 'since']);
  });

  await knex.schema.createTable('slo_reviews', table => {
    table.comment('When people looked at an objective again');
    table.increments('id');
    table.integer('num').notNullable();
    table.bigInteger('at').notNullable();
    table.text('by').notNullable();
    table.text('note').notNullable();
    table.index(['num', 'at'], 'slo_reviews_by_slo');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'slo_reviews',
    'slo_objectives',
    'slos',
    'slo_documents',
  ]) {
    await knex.schema.dropTable(table);
  }
};
