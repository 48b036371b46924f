import { objectiveOfPercent } from '@gold-layer/backstage-plugin-common';
import { IANAZone } from 'luxon';
import { itemsOf, sloDraftSchema, type SloDraft } from './draft';
import { itemOf } from './itemOf';

/** The steps of the wizard, in order. */
export const steps = [
  'service',
  'metrics',
  'target',
  'replay',
  'document',
] as const;
/** A step of the wizard. */
export type Step = (typeof steps)[number];

/** Something that a step still lacks, beside the field it is about. */
export interface DraftProblem {
  step: Step;
  field:
    keyof SloDraft | `${'matchers' | 'bad'}.${number}.${'label' | 'value'}`;
  message: string;
}

const label = /^[a-zA-Z_]\w*$/;
const whole = /^[1-9]\d*$/;
const ref = /^([a-z]+:)?([\w.-]+\/)?[\w.-]+$/i;

/** Everything that a draft lacks to become an SLO, in the order of the steps. `taken`: names that other SLOs of the service have. */
export function draftProblems(
  draft: SloDraft,
  { taken = [] }: { taken?: readonly string[] } = {},
): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const add = (step: Step) => (field: DraftProblem['field'], message: string) =>
    problems.push({ step, field, message });
  if (!draft.service) add('service')('service', 'Choose a service');
  if (draft.imported) return problems;
  aboutIndicator(draft, taken, add('service'));
  aboutMetrics(draft, add('metrics'));
  aboutTarget(draft, add('target'));
  return problems;
}

/** The form's schema: it refuses what {@link draftProblems} finds. */
export const draftFormSchema = sloDraftSchema.superRefine((draft, context) => {
  for (const { field, message } of draftProblems(draft)) {
    context.addIssue({
      code: 'custom',
      path: field
        .split('.')
        .map(part => (/^\d+$/.test(part) ? Number(part) : part)),
      message,
    });
  }
});

/** The fields that a step asks for. */
export const fieldsOfStep: Record<Step, (keyof SloDraft)[]> = {
  service: ['service', 'item', 'title', 'name'],
  metrics: [
    'metric',
    'matchers',
    'bad',
    'badMetric',
    'bound',
    'query',
    'totalQuery',
    'value',
    'pushedEvery',
  ],
  target: [
    'target',
    'windowDays',
    'windowZone',
    'reviewEvery',
    'minimumEvents',
    'contributors',
    'stakeholders',
  ],
  replay: ['target'],
  document: [],
};

type Add = (field: DraftProblem['field'], message: string) => void;

function aboutIndicator(
  { item, title, name }: SloDraft,
  taken: readonly string[],
  add: Add,
): void {
  if (!item) return add('item', 'Choose what to measure');
  if (!title.trim()) add('title', 'Say what is promised, in a few words');
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) {
    add('name', 'Lower case letters, digits and -, such as availability');
  } else if (taken.includes(name)) {
    add(
      'name',
      'The service has an SLO of this name. Choose another name, or open that one and change it',
    );
  }
  return undefined;
}

function aboutMetrics(draft: SloDraft, add: Add): void {
  const { how, pushedEvery, queryKind } = draft;
  if (how === 'pushed') {
    if (pushedEvery && !whole.test(pushedEvery)) {
      add('pushedEvery', 'A number of minutes, such as 5');
    }
    return;
  }
  if (how === 'queries') {
    if (!draft.query.trim()) add('query', 'Write a query');
    if (['bad', 'good'].includes(queryKind) && !draft.totalQuery.trim()) {
      add('totalQuery', 'Write a query that counts all events');
    }
    if (queryKind === 'threshold' && !isNumber(draft.value)) {
      add('value', 'A number that the value is compared with');
    }
    return;
  }
  const item = itemOf(draft);
  if (!draft.metric) add('metric', 'Choose a metric, or write its name');
  aboutMatchers(draft, 'matchers', add);
  if (item?.kind === 'events' && draft.badBy === 'labels') {
    if (draft.bad.length === 0) {
      add('bad', 'Say which labels a bad event has');
    }
    aboutMatchers(draft, 'bad', add);
  }
  if (item?.kind === 'events' && draft.badBy === 'metric' && !draft.badMetric) {
    add('badMetric', 'Name the metric that counts bad events');
  }
  if (item && 'bound' in item && !isNumber(draft.bound)) {
    add('bound', 'A number, one of the buckets where there are buckets');
  } else if (isNoBucket(draft)) {
    add(
      'bound',
      'One of the buckets that the histogram has: of others nothing is counted',
    );
  }
}

/** Whether the bound is missing among the buckets of the histogram, as far as they are known. */
export function isNoBucket(
  draft: Pick<SloDraft, 'item' | 'serviceType' | 'bound' | 'buckets'>,
): boolean {
  return (
    itemOf(draft)?.kind === 'histogram' &&
    draft.buckets.length > 0 &&
    !draft.buckets.includes(Number(draft.bound))
  );
}

function aboutMatchers(
  draft: SloDraft,
  field: 'matchers' | 'bad',
  add: Add,
): void {
  draft[field].forEach((matcher, index) => {
    if (!label.test(matcher.label)) {
      add(`${field}.${index}.label`, 'The name of a label');
    }
    if (!matcher.value) add(`${field}.${index}.value`, 'A value');
  });
}

function aboutTarget(draft: SloDraft, add: Add): void {
  const { target, windowKind, windowDays, windowZone } = draft;
  const objective = objectiveOfPercent(target);
  if (objective === undefined) {
    add(
      'target',
      'A percentage below 100, such as 99.9. 100 leaves no budget for any change',
    );
  } else if (Number(objective) === 0) {
    add('target', 'A percentage above 0');
  }
  if (
    windowKind === 'rolling' &&
    (!whole.test(windowDays) || Number(windowDays) > 400)
  ) {
    add('windowDays', 'A number of days from 1 to 400');
  }
  if (windowKind === 'calendar' && !IANAZone.isValidZone(windowZone)) {
    add('windowZone', 'A time zone such as Europe/Berlin');
  }
  if (draft.reviewEvery && !whole.test(draft.reviewEvery)) {
    add('reviewEvery', 'A number of days, such as 90');
  }
  if (draft.minimumEvents && !/^\d+$/.test(draft.minimumEvents)) {
    add('minimumEvents', 'A whole number, or nothing');
  }
  const noLabel = itemsOf(draft.contributors).find(item => !label.test(item));
  if (noLabel) {
    add('contributors', `Names of labels; '${noLabel}' is none`);
  }
  const noRef = itemsOf(draft.stakeholders).find(item => !ref.test(item));
  if (noRef) {
    add(
      'stakeholders',
      `References such as group:default/payments; '${noRef}' is none`,
    );
  }
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}
