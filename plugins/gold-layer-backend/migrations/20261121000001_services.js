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
  await knex.schema.createTable('services', table => {
    table.comment(
      'One row per catalog Component: what lists, filters and roll-ups read',
    );
    ordered(knex, table, 'ref').primary().comment('Entity ref in lower case');
    table
      .text('uid')
      .comment(
        'Of the catalog entity; another one means it was registered anew',
      );
    table.text('etag').comment('Of the catalog entity as last read');
    table
      .text('hash')
      .notNullable()
      .comment('Of everything derived, to write only differences');
    table.text('kind').notNullable().comment('In lower case');
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table.text('title');
    table.text('description');
    ordered(knex, table, 'sort_name')
      .notNullable()
      .comment('Title or name in lower case');
    ordered(knex, table, 'type');
    ordered(knex, table, 'lifecycle');
    table.text('tier').notNullable().comment('Declared tier, or unclassified');
    table
      .integer('tier_rank')
      .notNullable()
      .comment('0 critical to 4 unclassified');
    ordered(knex, table, 'owner_ref').comment(
      'The one owner, if there is exactly one',
    );
    ordered(knex, table, 'system_ref');
    ordered(knex, table, 'domain_ref').comment(
      'Its own, or that of its system',
    );
    table.text('tags').notNullable().comment('JSON list');
    table
      .text('record')
      .notNullable()
      .comment('JSON: the valid fields of the service record');
    table
      .text('problems')
      .notNullable()
      .comment('JSON list: what is wrong with the record');
    table.integer('gap_count').notNullable();
    table
      .text('gaps')
      .notNullable()
      .comment('JSON list: ownership gaps with their sentences');
    table
      .text('gold')
      .notNullable()
      .comment('Answer to "should this be Gold?"');
    table.text('gold_reasons').notNullable().comment('JSON list of sentences');
    table
      .text('search_text')
      .notNullable()
      .comment('What free text is looked up in, in lower case');
    table
      .bigInteger('changed_at')
      .notNullable()
      .comment('When this row last changed');

    table.index(['sort_name', 'ref'], 'services_by_name');
    table.index(['tier_rank', 'ref'], 'services_by_tier');
    table.index(['owner_ref', 'ref'], 'services_by_owner');
    table.index(['system_ref', 'ref'], 'services_by_system');
    table.index(['domain_ref', 'ref'], 'services_by_domain');
    table.index(['lifecycle', 'ref'], 'services_by_lifecycle');
    table.index(['type', 'ref'], 'services_by_type');
    table.index(['gap_count', 'ref'], 'services_by_gaps');
  });

  await knex.schema.createTable('service_entities', table => {
    table.comment(
      'The catalog entity of each service as last seen; apart, so that lists need not read past it',
    );
    ordered(knex, table, 'service_ref').primary();
    table.text('entity', 'longtext').notNullable().comment('JSON');
  });

  await knex.schema.createTable('service_owners', table => {
    table.comment('Every owner of every service, known to the catalog or not');
    ordered(knex, table, 'owner_ref').notNullable();
    ordered(knex, table, 'service_ref').notNullable();
    table.primary(['owner_ref', 'service_ref']);
    table.index(['service_ref'], 'service_owners_by_service');
  });

  await knex.schema.createTable('service_gaps', table => {
    table.comment('Kinds of ownership gaps, to filter and count by');
    table.text('kind').notNullable();
    ordered(knex, table, 'service_ref').notNullable();
    table.primary(['kind', 'service_ref']);
    table.index(['service_ref'], 'service_gaps_by_service');
  });

  await knex.schema.createTable('groups', table => {
    table.comment('Groups of the catalog');
    ordered(knex, table, 'ref').primary();
    table.text('uid');
    table.text('etag');
    table.text('title').notNullable().comment('Display name, or name');
    table.text('parent_ref');
    table
      .integer('members')
      .notNullable()
      .comment('Different people in it and in the groups below it');
  });

  await knex.schema.createTable('group_members', table => {
    table.comment('Who is directly in which group');
    ordered(knex, table, 'group_ref').notNullable();
    ordered(knex, table, 'user_ref').notNullable();
    table.primary(['group_ref', 'user_ref']);
  });

  await knex.schema.createTable('group_closure', table => {
    table.comment(
      'Which group stands above which, at any distance; each stands above itself',
    );
    ordered(knex, table, 'ancestor_ref').notNullable();
    ordered(knex, table, 'descendant_ref').notNullable();
    table
      .integer('distance')
      .notNullable()
      .comment('0 for itself, 1 for a child, and so on');
    table.primary(['ancestor_ref', 'descendant_ref']);
    table.index(['descendant_ref'], 'group_closure_by_descendant');
  });

  await knex.schema.createTable('areas', table => {
    table.comment('Systems and domains of the catalog');
    ordered(knex, table, 'ref').primary();
    table.text('uid');
    table.text('etag');
    table.text('kind').notNullable().comment('system or domain');
    table.text('title').notNullable();
    table.text('parent_ref').comment('The domain of a system, or of a domain');
  });

  await knex.schema.createTable('projection_state', table => {
    table.comment('One row: how well the tables above match the catalog');
    table.integer('id').primary();
    table
      .bigInteger('confirmed_at')
      .comment('Last time the catalog confirmed everything');
    table.bigInteger('due_at').comment('Not to be compared again before');
    table
      .bigInteger('missing_since')
      .comment('Since when suspiciously many services are missing');
    table
      .text('error')
      .comment('Why the last attempt failed; null if it did not');
  });

  await knex.schema.createTable('service_changes', table => {
    table.comment('Queue of services to be scored again');
    ordered(knex, table, 'ref').primary();
    table
      .bigInteger('mark')
      .notNullable()
      .comment('Another one for every mark, so that none is lost');
    table.bigInteger('waiting_since').notNullable();
    table.index(['waiting_since', 'ref'], 'service_changes_by_age');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'service_changes',
    'projection_state',
    'areas',
    'group_closure',
    'group_members',
    'groups',
    'service_gaps',
    'service_owners',
    'service_entities',
    'services',
  ]) {
    await knex.schema.dropTable(table);
  }
};
