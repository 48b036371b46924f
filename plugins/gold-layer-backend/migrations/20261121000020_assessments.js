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
  await knex.schema.createTable('assessments', table => {
    table.comment('One filled-in rubric for one service or team');
    ordered(knex, table, 'id').primary();
    ordered(knex, table, 'rubric').notNullable();
    table.text('rubric_title').notNullable();
    table.text('rubric_version').notNullable();
    table
      .text('rubric_hash')
      .notNullable()
      .comment('Of the pinned version, kept in definition_versions');
    ordered(knex, table, 'subject_ref').notNullable();
    table.text('subject_kind').notNullable().comment('service or team');
    table.text('subject_title').notNullable().comment('As last known');
    ordered(knex, table, 'sort_name')
      .notNullable()
      .comment('Title in lower case');
    ordered(knex, table, 'state').notNullable();
    table
      .text('open_key')
      .unique()
      .comment('Rubric and subject while a draft: at most one at a time');
    table.integer('graded').notNullable();
    table.integer('dimensions').notNullable();
    table.double('score').comment('Null until every dimension is graded');
    table.double('highest').notNullable();
    table.text('band');
    table.text('band_title');
    table.text('previous_id').comment('The one published before, if any');
    ordered(knex, table, 'started_by').notNullable();
    table.bigInteger('started_at').notNullable();
    table.text('updated_by').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.text('published_by');
    table.bigInteger('published_at');
    table
      .bigInteger('next_due')
      .comment('On the latest published of its subject alone');
    table.integer('version').notNullable().comment('Raised by every change');
    table.index(['updated_at', 'id'], 'assessments_by_update');
    table.index(['score', 'id'], 'assessments_by_score');
    table.index(['sort_name', 'id'], 'assessments_by_name');
    table.index(['next_due', 'id'], 'assessments_by_due');
    table.index(
      ['subject_ref', 'rubric', 'published_at'],
      'assessments_by_subject',
    );
    table.index(['started_by', 'state'], 'assessments_by_author');
    table.index(['rubric', 'state'], 'assessments_by_rubric');
  });

  await knex.schema.createTable('assessment_grades', table => {
    table.comment('One row per dimension of each assessment');
    ordered(knex, table, 'assessment_id').notNullable();
    ordered(knex, table, 'dimension').notNullable();
    table.integer('grade').comment('Null: not graded yet');
    table.text('note');
    table.text('evidence').notNullable().comment('JSON list');
    table
      .integer('suggested_grade')
      .comment('As it was on publication; until then it is worked out anew');
    table.text('suggested_reason');
    table.text('graded_by');
    table.bigInteger('graded_at');
    table.integer('version').notNullable().comment('Raised by every change');
    table.primary(['assessment_id', 'dimension']);
  });

  await knex.schema.createTable('assessment_latest', table => {
    table.comment(
      'The latest published assessment of each subject by each rubric',
    );
    ordered(knex, table, 'rubric').notNullable();
    ordered(knex, table, 'subject_ref').notNullable();
    table.text('assessment_id').notNullable();
    table.double('score').notNullable();
    table.text('band').notNullable();
    table.bigInteger('published_at').notNullable();
    table.bigInteger('next_due').notNullable();
    table.text('grades').notNullable().comment('JSON: grade by dimension');
    table.primary(['rubric', 'subject_ref']);
    table.index(['rubric', 'score', 'subject_ref'], 'assessment_latest_score');
    table.index(['next_due', 'rubric', 'subject_ref'], 'assessment_latest_due');
    table.index(['subject_ref'], 'assessment_latest_subject');
  });

  await knex.schema.createTable('assessment_latest_grades', table => {
    table.comment('The same grades one by one, to sort by');
    ordered(knex, table, 'rubric').notNullable();
    ordered(knex, table, 'dimension').notNullable();
    ordered(knex, table, 'subject_ref').notNullable();
    table.integer('grade').notNullable();
    table.primary(['rubric', 'dimension', 'subject_ref']);
    table.index(
      ['rubric', 'dimension', 'grade', 'subject_ref'],
      'assessment_latest_grades_order',
    );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'assessment_latest_grades',
    'assessment_latest',
    'assessment_grades',
    'assessments',
  ]) {
    await knex.schema.dropTable(table);
  }
};
