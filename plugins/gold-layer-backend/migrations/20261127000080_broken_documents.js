// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('slo_documents', table => {
    table
      .integer('broken')
      .notNullable()
      .defaultTo(0)
      .comment('1: it has errors, or could not be read');
    table.index(['broken', 'service_ref'], 'slo_documents_broken');
  });
  await knex('slo_documents')
    .whereNotNull('error')
    .orWhere('problems', 'like', '%"severity":"error"%')
    .update({ broken: 1 });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('slo_documents', table => {
    table.dropIndex(['broken', 'service_ref'], 'slo_documents_broken');
    table.dropColumn('broken');
  });
};
