import {
  FactDefinitionInput,
  ReviewPurpose,
  reviewPurposes,
  reviewStates,
} from '@gold-layer/backstage-plugin-common';

const titles: Record<ReviewPurpose, string> = {
  production: 'Production readiness review',
  release: 'Release readiness review',
  preProduction: 'Pre-production review',
  incident: 'Incident readiness review',
  gameDay: 'Game day review',
};

/** What reviews say about a service, per purpose. */
export const reviewFactDefinitions: FactDefinitionInput[] =
  reviewPurposes.flatMap(definitionsOf);

function definitionsOf(purpose: ReviewPurpose): FactDefinitionInput[] {
  const name = `review.${purpose}`;
  const title = titles[purpose];
  const which = 'the review that holds, or else of the latest one';
  return [
    {
      name: `${name}.state`,
      type: 'string',
      title,
      description: `State of ${which}.`,
      values: [...reviewStates],
      history: true,
    },
    {
      name: `${name}.validUntil`,
      type: 'timestamp',
      title: `${title} valid until`,
      ahead: true,
      description: `End of the approval of ${which}; none while its tier sets no end.`,
    },
    {
      name: `${name}.decidedAt`,
      type: 'timestamp',
      title: `${title} decided`,
      description: `Time of the decision of ${which}.`,
    },
    {
      name: `${name}.drifted`,
      type: 'number',
      title: `${title}: regressed controls`,
      description:
        'Controls that were met when the review was approved and are not any more.',
      unit: '1',
      history: true,
    },
    {
      name: `${name}.driftedBlocking`,
      type: 'number',
      title: `${title}: regressed blocking controls`,
      description:
        'Regressed controls that would keep the review from being approved today.',
      unit: '1',
      history: true,
    },
  ];
}
