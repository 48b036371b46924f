// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_burns', table => {
    table.comment(
      'Burn alerts that fire, by severity, and who was told of them',
    );
    table.integer('num').notNullable();
    table.text('severity').notNullable();
    table.bigInteger('since').notNullable();
    table.bigInteger('told_at').comment('Absent: the portal told nobody yet');
    table.primary(['num', 'severity']);
    table.index(['told_at'], 'slo_burns_by_telling');
  });
  for (const [severity, firing] of [
    ['page', [2, 3]],
    ['ticket', [1, 3]],
  ]) {
    await knex.raw(
      `insert into slo_burns (num, severity, since)
       select num, ?, coalesce(evaluated_at, 0) from slo_status
       where firing in (?, ?)`,
      [severity, ...firing].flat(),
    );
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('slo_burns');
};
