import { stringify } from 'yaml';
import type { SloStory } from './sloStories';

/** Of requests that have to be quick. */
const quickObjective = '0.99';

/** Pipelines of the company count at least once an hour. */
const pushed = { type: 'gold-layer-push', spec: { every: 'PT1H' } };

/** The objectives of a service, by the ending of their ids. */
export const promises = ['answered', 'quick'] as const;
/** One of {@link promises}. */
export type Promised = (typeof promises)[number];

/**
 * The OpenSLO file that a service keeps in its repository. Its numbers are
 * pushed, as the example company exists nowhere where they could be measured.
 */
export function openSloOf(
  { name, objective, reviewed }: SloStory,
  { now, owner, title }: { now: Date; owner: string; title: string },
): string {
  const document = (promised: Promised) => ({
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: {
      name: promised,
      displayName:
        promised === 'answered' ? `${title} answers` : `${title} is quick`,
      annotations: {
        'gold-layer.io/review-every': 'P90D',
        'gold-layer.io/stakeholders': `group:default/${owner}`,
        'gold-layer.io/runbook': `https://git.twopelicans.example/runbooks/${name}`,
        'gold-layer.io/policy': 'default',
        ...(reviewed !== undefined && {
          'gold-layer.io/reviewed-on': daysBefore(now, reviewed),
        }),
        ...(promised === 'answered' && { 'gold-layer.io/weight': '2' }),
      },
    },
    spec: {
      description:
        promised === 'answered'
          ? 'Whoever asks gets an answer that is no failure of ours.'
          : 'Answers are there within 300 ms.',
      service: name,
      indicator: {
        metadata: {
          name: promised,
          displayName:
            promised === 'answered' ? 'Availability' : 'Latency below 300 ms',
        },
        spec: {
          ratioMetric: {
            counter: true,
            good: { metricSource: pushed },
            total: { metricSource: pushed },
          },
        },
      },
      timeWindow: [{ duration: '28d', isRolling: true }],
      budgetingMethod: 'Occurrences',
      objectives: [
        {
          displayName: promised === 'answered' ? 'Answered' : 'Quick',
          target:
            promised === 'answered'
              ? Number(objective)
              : Number(quickObjective),
        },
      ],
    },
  });
  return promises
    .map(promised =>
      stringify(document(promised), { aliasDuplicateObjects: false }),
    )
    .join('---\n');
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}
