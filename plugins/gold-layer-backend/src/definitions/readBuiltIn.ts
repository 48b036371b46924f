import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  FactDefinition,
  factsDocumentSchema,
  RubricDocument,
  rubricDocumentSchema,
  ScorecardDocument,
  scorecardDocumentSchema,
} from '@gold-layer/backstage-plugin-common';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolvePackagePath(
  '@gold-layer/backstage-plugin-backend',
  'definitions',
);

/** The documents of one folder of the built-in definitions, in order of file name; for tests. */
export function readBuiltInDocuments(folder: string): unknown[] {
  return readdirSync(resolve(root, folder))
    .sort()
    .map(file => parse(readFileSync(resolve(root, folder, file), 'utf8')));
}

/** The built-in definitions as shipped, for tests; throws if one does not fit its schema. */
export function readBuiltIn(): {
  facts: FactDefinition[];
  rubrics: RubricDocument[];
  scorecards: ScorecardDocument[];
} {
  return {
    facts: readBuiltInDocuments('facts').flatMap(
      document => factsDocumentSchema.parse(document).spec.facts,
    ),
    rubrics: readBuiltInDocuments('rubrics').map(document =>
      rubricDocumentSchema.parse(document),
    ),
    scorecards: readBuiltInDocuments('scorecards').map(document =>
      scorecardDocumentSchema.parse(document),
    ),
  };
}
