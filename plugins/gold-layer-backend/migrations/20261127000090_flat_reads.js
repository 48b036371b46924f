// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('services', table => {
    // Counted and found without reading the services themselves.
    table.index(['tier', 'gold', 'gap_count'], 'services_by_standing');
    table.index(['tier', 'lifecycle', 'ref'], 'services_by_tier_lifecycle');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('services', table => {
    table.dropIndex(['tier', 'gold', 'gap_count'], 'services_by_standing');
    table.dropIndex(['tier', 'lifecycle', 'ref'], 'services_by_tier_lifecycle');
  });
};
