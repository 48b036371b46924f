import type { SloSpec } from '@gold-layer/backstage-plugin-common';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import {
  sourceOf as findSource,
  sourceType,
} from '../numbers/evaluation/measurable';

/** The source that answers for an SLO, or why there is none, in a sentence. */
export function sourceOf(
  spec: Pick<SloSpec, 'sli'>,
  sources: readonly SliSource[],
): { source: SliSource } | { problem: string } {
  const type = sourceType(spec);
  if (type === undefined) {
    return {
      problem:
        'Its numbers are pushed to Gold Layer: there is no source that could be asked',
    };
  }
  const source = findSource(spec, sources);
  return source
    ? { source }
    : {
        problem: `No source of the type '${type}' is set up in this portal; add the module that reads it, or change the type in the document`,
      };
}
