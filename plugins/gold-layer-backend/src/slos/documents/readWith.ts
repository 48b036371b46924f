import { readSloDocuments } from '@gold-layer/backstage-plugin-common';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import { defaultFor } from '../measureHash';
import type { SloDocumentReader } from './records';

/**
 * Reads documents with what sources say about their data sources: the types of
 * those that documents name, and how often and for how long the default ones
 * keep samples, for warnings. Modules may still be adding to the sources.
 */
export function readWith(sources: readonly SliSource[]): SloDocumentReader {
  return (text, { service }) => {
    const known = sources.flatMap(source =>
      (source.dataSources ?? []).map(each => ({
        ...each,
        type: source.types[0],
        // A file that speaks of several services is read before it says of which.
        answers:
          service === undefined
            ? each.isDefault
            : each.name === defaultFor(source, service),
      })),
    );
    const defaults = known.filter(({ answers }) => answers);
    return readSloDocuments(text, {
      service,
      sourceType: name => known.find(each => each.name === name)?.type,
      // Of several, the one that documents have most reason to mind.
      scrapeSeconds: extreme(Math.max, defaults, 'scrapeSeconds'),
      retentionDays: extreme(Math.min, defaults, 'retentionDays'),
    });
  };
}

function extreme<K extends string>(
  choose: (...values: number[]) => number,
  items: readonly { [key in K]?: number }[],
  key: K,
): number | undefined {
  const values = items.flatMap(item => item[key] ?? []);
  return values.length > 0 ? choose(...values) : undefined;
}
