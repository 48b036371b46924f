import type { Sli, SloSpec } from '@gold-layer/backstage-plugin-common';
import type { SliSource } from '@gold-layer/backstage-plugin-node';

/** Type of the data source that an indicator is measured by; absent where its numbers are pushed. */
export function sourceTypeOf(sli: Sli): string | undefined {
  switch (sli.kind) {
    case 'ratio':
      return sli.total.type;
    case 'raw':
      return sli.raw.type;
    case 'threshold':
      return sli.metric.type;
    default:
      return undefined;
  }
}

/** The source that answers for an SLO, or why there is none, in a sentence. */
export function sourceOf(
  { sli }: Pick<SloSpec, 'sli'>,
  sources: readonly SliSource[],
): { source: SliSource } | { problem: string } {
  const type = sourceTypeOf(sli);
  if (type === undefined) {
    return {
      problem:
        'Its numbers are pushed to Gold Layer: there is no source that could be asked',
    };
  }
  const source = sources.find(({ types }) => types.includes(type));
  return source
    ? { source }
    : {
        problem: `No source of the type '${type}' is set up in this portal; add the module that reads it, or change the type in the document`,
      };
}
