import { toError } from '@backstage/errors';
import type { DefinitionFile, DefinitionLocation } from './DefinitionLocation';

/** What a location gave, or why it could not be read. */
export interface ReadLocation {
  name: string;
  files: DefinitionFile[];
  error?: string;
}

/** Reads all locations side by side; one that cannot be read does not keep the others. */
export async function readLocations(
  locations: DefinitionLocation[],
): Promise<ReadLocation[]> {
  return Promise.all(
    locations.map(async location => {
      const { name } = location;
      try {
        return { name, files: await location.read() };
      } catch (error) {
        return { name, files: [], error: toError(error).message };
      }
    }),
  );
}
