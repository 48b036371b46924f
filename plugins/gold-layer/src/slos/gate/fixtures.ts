import type {
  BreakGlass,
  GateAnswer,
  RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import { ago, exhausted, healthySlo } from '../fixtures';

const service = exhausted.service;
const ada = { ref: 'user:default/ada', title: 'Ada Lindqvist' };
const pipeline = { ref: 'service:ci', title: 'Pipelines' };

/** A feature that may not go out. */
export const denied: GateAnswer = {
  id: 'a1',
  at: ago(0),
  service,
  serviceTitle: 'Quote engine',
  change: 'feature',
  reference: 'v2.15',
  verdict: 'deny',
  sentence: 'Denied: Quotes are answered has used up its budget (-42% left).',
  reasons: [
    {
      slo: exhausted.id,
      title: exhausted.title,
      state: 'exhausted',
      budget: 'exhausted',
      frozen: true,
      remaining: -0.42,
      verdict: 'deny',
      sentence: 'Quotes are answered has used up its budget (-42% left).',
      policy: 'Four steps',
    },
    {
      slo: 'default.quote-engine.freshness',
      title: 'Rates are fresh',
      state: 'stale',
      budget: 'unknown',
      frozen: false,
      verdict: 'conditions',
      sentence:
        'Rates are fresh says nothing that can be trusted: its state is stale.',
      policy: 'Four steps',
    },
    {
      slo: healthySlo.id,
      title: healthySlo.title,
      state: 'ok',
      budget: 'healthy',
      frozen: false,
      remaining: 0.72,
      verdict: 'allow',
      sentence: 'Orders go through has a healthy budget (72% left).',
      policy: 'Four steps',
    },
  ],
  conditions: [],
  mayBreakGlass: {
    roles: [
      { role: 'sre-lead', title: 'SRE lead' },
      { role: 'engineering-director', title: 'Engineering director' },
    ],
    you: true,
    longestHours: 24,
  },
  askedBy: ada,
};

/** The same for any question, as its kind of change is excepted or not. */
export function answerOf(
  question: Pick<GateAnswer, 'service' | 'change' | 'reference'>,
): GateAnswer {
  if (question.change === 'security-patch') {
    return {
      ...denied,
      ...question,
      verdict: 'allow',
      sentence:
        'Allowed: a security patch always passes. Quotes are answered has used up its budget (-42% left); a security patch passes all the same.',
      exception: 'security-patch',
    };
  }
  if (question.change === 'fix') {
    return {
      ...denied,
      ...question,
      verdict: 'conditions',
      sentence:
        'Allowed once its conditions are met: Quotes are answered has a critical budget (18% left).',
      conditions: [
        'A second pair of eyes has looked at the change.',
        'It can be rolled back within five minutes.',
      ],
    };
  }
  return { ...denied, ...question };
}

/** What the gate has answered before. */
export const answers: RouteOutput<'listGateAnswers'> = {
  items: [
    denied,
    {
      ...answerOf({ service, change: 'security-patch', reference: '9f31c02' }),
      id: 'a2',
      at: ago(0, 5),
      askedBy: pipeline,
    },
    {
      ...answerOf({ service, change: 'fix', reference: 'v2.14.1' }),
      id: 'a3',
      at: ago(1, 2),
      askedBy: pipeline,
    },
  ],
  totalItems: 3,
  pageInfo: {},
};

/** In force, and one that was ended before its time. */
export const glass: BreakGlass[] = [
  {
    id: 'g1',
    service,
    by: ada,
    reason: 'The tariff changes at midnight by law; rates would be wrong.',
    at: ago(0, 2),
    until: ago(0, -2),
    active: true,
    used: 1,
  },
  {
    id: 'g2',
    service,
    by: { ref: 'user:default/bo', title: 'Bo Ek' },
    reason: 'A customer cannot book at all without this release.',
    at: ago(12),
    until: ago(11),
    ended: { by: ada, at: ago(11, 8) },
    active: false,
    used: 3,
  },
];
