import { gateRuleOf } from './gateRule';
import type { BreakGlass, GateAnswer } from './gate';
import {
  BudgetPolicyDocument,
  ChangeKind,
  GateVerdict,
  gateVerdicts,
} from './policy';
import type { SloNumbers } from './slo';
import type { SloProblem } from './spec';
import { percent } from './words';

/** A policy as the gate needs it. */
export type GatePolicy = Pick<BudgetPolicyDocument, 'spec'> & {
  metadata: Pick<BudgetPolicyDocument['metadata'], 'name' | 'title'>;
};

/** One SLO of the service that wants to change. */
export interface GateSlo extends Pick<
  SloNumbers,
  'state' | 'budget' | 'frozen' | 'remaining'
> {
  id: string;
  title: string;
  policy: GatePolicy;
}

/** A document of the service that should give an SLO and gives none, now or before. */
export interface UnreadDocument {
  /** Where it stands, for people. */
  location: string;
  /** What it calls itself, where that can be told. */
  name?: string;
  /** The first thing wrong with it. */
  problem: Pick<SloProblem, 'path' | 'found' | 'allowed' | 'line'>;
}

/** What the gate says, without who asked. */
export type GateDecision = Pick<
  GateAnswer,
  | 'verdict'
  | 'sentence'
  | 'reasons'
  | 'conditions'
  | 'exception'
  | 'brokenGlass'
>;

type Reason = GateAnswer['reasons'][number];

const changeWords: Record<ChangeKind, string> = {
  feature: 'a feature',
  fix: 'a fix',
  configuration: 'a change of configuration',
  infrastructure: 'a change of infrastructure',
  'security-patch': 'a security patch',
  regulatory: 'a change that the law asks for',
  'data-loss-prevention': 'a change against loss of data',
  rollback: 'a rollback',
  reliability: 'reliability work',
};

const verdictWords: Record<GateVerdict, string> = {
  deny: 'Denied',
  conditions: 'Allowed once its conditions are met',
  allow: 'Allowed',
};

/**
 * Whether a change may go out. Each SLO answers by its own policy and the worst
 * answer wins. Kinds of change that a policy excepts pass it; a service without
 * SLOs, and a document of which no SLO could be made, is unknown to the default
 * policy; unknown never allows silently; and glass that somebody broke lets
 * through what would have been denied.
 */
export function decideGate(options: {
  change: ChangeKind;
  slos: GateSlo[];
  unread?: readonly UnreadDocument[];
  defaultPolicy: GatePolicy;
  /** In force now. */
  brokenGlass?: BreakGlass;
}): GateDecision {
  const { change, slos, unread = [], defaultPolicy, brokenGlass } = options;
  const judged = [
    ...slos.map(slo => judge(slo, change)),
    ...unread.map(document => judgeUnread(document, defaultPolicy, change)),
  ];
  if (judged.length === 0) judged.push(judgeNothing(defaultPolicy, change));
  judged.sort((a, b) => rank(a.verdict) - rank(b.verdict));
  const { verdict } = judged[0];
  const deciding = judged.filter(it => it.verdict === verdict);
  const reasons = judged.flatMap(({ reason }) => reason ?? []);
  if (verdict !== 'allow' && brokenGlass) {
    return {
      verdict: 'allow',
      sentence: `Allowed: ${brokenGlass.by.title} broke the glass until ${brokenGlass.until}, although ${lowered(deciding[0].sentence)}`,
      reasons,
      conditions: [],
      brokenGlass,
    };
  }
  const excepted = verdict === 'allow' && judged.some(it => it.excepted);
  return {
    verdict,
    sentence: sentenceOf(change, verdict, excepted, deciding),
    reasons,
    conditions: [...new Set(deciding.flatMap(it => it.conditions))],
    ...(excepted ? { exception: change } : {}),
  };
}

interface Judged {
  verdict: GateVerdict;
  conditions: string[];
  sentence: string;
  /** Passed only because of the kind of change. */
  excepted: boolean;
  reason?: Reason;
}

function judge(slo: GateSlo, change: ChangeKind): Judged {
  const { policy, budget, frozen, remaining } = slo;
  const rule = gateRuleOf(policy.spec, slo);
  const excepted =
    rule.gate !== 'allow' && policy.spec.exceptions.includes(change);
  const verdict = excepted ? 'allow' : rule.gate;
  const sentence = `${slo.title} ${standing(slo)}${
    excepted ? `; ${changeWords[change]} passes all the same` : ''
  }.`;
  return {
    verdict,
    conditions: verdict === 'conditions' ? rule.conditions : [],
    sentence,
    excepted,
    reason: {
      slo: slo.id,
      title: slo.title,
      state: slo.state,
      budget,
      frozen,
      ...(remaining === undefined ? {} : { remaining }),
      verdict,
      sentence,
      policy: policy.metadata.title,
    },
  };
}

function judgeNothing(policy: GatePolicy, change: ChangeKind): Judged {
  const rule = gateRuleOf(policy.spec, { budget: 'unknown', frozen: false });
  const excepted = policy.spec.exceptions.includes(change);
  const verdict = excepted ? 'allow' : rule.gate;
  return {
    verdict,
    conditions: verdict === 'conditions' ? rule.conditions : [],
    sentence: 'The service has no SLO, so nothing is known of its budget.',
    excepted,
  };
}

function judgeUnread(
  document: UnreadDocument,
  policy: GatePolicy,
  change: ChangeKind,
): Judged {
  const { location, name } = document;
  const judged = judgeNothing(policy, change);
  const sentence = `${unreadWords(document)}${
    judged.excepted ? `; ${changeWords[change]} passes all the same` : ''
  }.`;
  return {
    ...judged,
    sentence,
    reason: {
      document: location,
      title: name ?? location,
      state: 'invalid',
      budget: 'unknown',
      frozen: false,
      verdict: judged.verdict,
      sentence,
      policy: policy.metadata.title,
    },
  };
}

function unreadWords({ location, name, problem }: UnreadDocument): string {
  const { path, found, allowed, line } = problem;
  const what = name === undefined ? 'a promise' : `“${name}”`;
  const place = [
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(path === '' ? [] : [path]),
    `found ${found}`,
    `expected ${allowed.replace(/\.$/, '')}`,
  ];
  return `Nothing is known of ${what} in ${location}, as it has errors: ${place.join(', ')}`;
}

function standing({ budget, frozen, remaining, state }: GateSlo): string {
  const left =
    remaining === undefined ? '' : ` (${percent(remaining, 1)} left)`;
  if (budget === 'unknown') {
    return `says nothing that can be trusted: its state is ${state}${frozen ? ', and it was frozen before' : ''}`;
  }
  if (budget === 'exhausted') return `has used up its budget${left}`;
  return frozen
    ? `is frozen until more of its budget is back${left}`
    : `has a ${budget} budget${left}`;
}

function sentenceOf(
  change: ChangeKind,
  verdict: GateVerdict,
  excepted: boolean,
  deciding: Judged[],
): string {
  if (excepted) {
    const held = deciding.find(it => it.excepted) ?? deciding[0];
    return `Allowed: ${changeWords[change]} always passes. ${held.sentence}`;
  }
  const more = deciding.length - 1;
  const others =
    more > 0 && verdict !== 'allow'
      ? ` ${more} more ${nounOf(deciding)}${more === 1 ? ' says' : 's say'} the same.`
      : '';
  return `${verdictWords[verdict]}: ${deciding[0].sentence}${others}`;
}

function nounOf(deciding: Judged[]): string {
  return deciding.every(({ reason }) => reason?.document === undefined)
    ? 'SLO'
    : 'promise';
}

function rank(verdict: GateVerdict): number {
  return gateVerdicts.indexOf(verdict);
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLocaleLowerCase('en-US') + sentence.slice(1);
}
