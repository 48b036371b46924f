import type { Entry, References, Spot } from './references';
import { below } from './references';
import type {
  InlineIndicator,
  ObjectiveSpec,
  OpenSlo,
  SliSpec,
} from './schema';

/** Finds indicators that stand in the wrong places. */
export function checkIndicatorPlaces(slo: OpenSlo<'SLO'>, root: Spot): void {
  const { spec } = slo;
  const above = Boolean(spec.indicator || spec.indicatorRef);
  const inside = spec.objectives.filter(
    each => each.indicator || each.indicatorRef,
  ).length;
  const at = [...root.path, 'spec', 'indicator'];
  if (above && inside > 0) {
    root.findings.error(
      at,
      'an indicator for all objectives, or one in each of them, not both',
    );
  } else if (!above && inside < spec.objectives.length) {
    root.findings.error(
      at,
      'indicator, or indicatorRef with the name of an SLI',
    );
  }
  const threshold =
    spec.indicator?.spec.thresholdMetric && spec.objectives.length > 1;
  if (threshold) {
    root.findings.warning(
      [...root.path, 'spec', 'objectives'],
      'one objective with a thresholdMetric: other tools for OpenSLO refuse several',
      `${spec.objectives.length} objectives`,
    );
  }
}

/** An indicator with its place. */
export interface PlacedIndicator {
  spec: SliSpec;
  title?: string;
  /** Where its spec stands. */
  at: Spot;
}

/** The indicator of an objective: its own, or that of the whole SLO; inline, or one that is pointed to. */
export function indicatorOf(
  { spec }: OpenSlo<'SLO'>,
  {
    objective,
    at,
    root,
    context,
  }: {
    objective: ObjectiveSpec;
    at: Spot;
    root: Spot;
    context: { references: References; uses(entry: Entry): void };
  },
): PlacedIndicator | undefined {
  const own = objective.indicator || objective.indicatorRef;
  const holder: { indicator?: InlineIndicator; indicatorRef?: string } = own
    ? objective
    : spec;
  const place = own ? at : below(root, 'spec');
  const { indicator, indicatorRef } = holder;
  if (indicator && indicatorRef) {
    place.findings.error(
      [...place.path, 'indicatorRef'],
      'either indicator or indicatorRef, not both',
    );
    return undefined;
  }
  if (indicator) {
    return {
      spec: indicator.spec,
      title: indicator.metadata?.displayName ?? indicator.metadata?.name,
      at: below(place, 'indicator', 'spec'),
    };
  }
  if (!indicatorRef) return undefined;
  const found = context.references.sli(indicatorRef);
  if (!found) {
    place.findings.error(
      [...place.path, 'indicatorRef'],
      'the name of an SLI of this file',
    );
    return undefined;
  }
  context.uses(found.entry);
  const { metadata } = found.data;
  return {
    spec: found.data.spec,
    title: metadata.displayName ?? metadata.name,
    at: { ...found.entry, path: ['spec'] },
  };
}
