import {
  budgetPolicyDocumentSchema,
  checklistDocumentSchema,
  factsDocumentSchema,
  rolesDocumentSchema,
  rubricDocumentSchema,
  scorecardDocumentSchema,
  waiverPolicyDocumentSchema,
} from '@gold-layer/backstage-plugin-common';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toJsonSchema } from './jsonSchema';

const folder = path.resolve(__dirname, '../../definitions/schema');

describe('published JSON Schemas', () => {
  // To bring them up to date, run this test once with UPDATE_SCHEMAS=1.
  it.each([
    ['BudgetPolicy', budgetPolicyDocumentSchema],
    ['Checklist', checklistDocumentSchema],
    ['Facts', factsDocumentSchema],
    ['Roles', rolesDocumentSchema],
    ['Rubric', rubricDocumentSchema],
    ['Scorecard', scorecardDocumentSchema],
    ['WaiverPolicy', waiverPolicyDocumentSchema],
  ])('%s.json says what the backend accepts', (kind, schema) => {
    const file = path.join(folder, `${kind}.json`);
    const wanted = `${JSON.stringify(toJsonSchema(kind, schema), null, 2)}\n`;
    if (process.env.UPDATE_SCHEMAS) writeFileSync(file, wanted);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(wanted));
  });
});
