import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  FactDefinition,
  factsDocumentSchema,
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

function documents(folder: string): unknown[] {
  return readdirSync(resolve(root, folder))
    .sort()
    .map(file => parse(readFileSync(resolve(root, folder, file), 'utf8')));
}

/** The built-in definitions as shipped, for tests; throws if one does not fit its schema. */
export function readBuiltIn(): {
  facts: FactDefinition[];
  scorecards: ScorecardDocument[];
} {
  return {
    facts: documents('facts').flatMap(
      document => factsDocumentSchema.parse(document).spec.facts,
    ),
    scorecards: documents('scorecards').map(document =>
      scorecardDocumentSchema.parse(document),
    ),
  };
}
