// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_former_measures', table => {
    table.comment(
      'What SLOs measured before their documents changed, should they change back; its buckets are kept under the number -id',
    );
    table.increments('id');
    table.integer('num').notNullable().comment('Of the SLO');
    table.text('measure_hash').notNullable();
    table.bigInteger('measured_until');
    table.bigInteger('as_of');
    table.integer('days').notNullable().comment('With anything measured');
    table.bigInteger('set_aside_at').notNullable();
    table.index(['num'], 'slo_former_measures_by_slo');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('slo_buckets').where('num', '<', 0).delete();
  await knex.schema.dropTable('slo_former_measures');
};
