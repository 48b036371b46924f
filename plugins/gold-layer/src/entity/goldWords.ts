import { GoldRecommendation } from '@gold-layer/backstage-plugin-common';

/** The answer to "should this service be Gold?" as one sentence. */
export const goldAnswers: Record<GoldRecommendation['answer'], string> = {
  yes: 'Yes, this service should be Gold.',
  raise: 'Raise it to Gold.',
  lighter: 'No, lighter controls are enough.',
  optional: 'Gold is optional here.',
  undecided: 'Its record does not say enough to tell.',
};
