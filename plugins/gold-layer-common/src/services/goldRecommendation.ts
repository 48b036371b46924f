import { ServiceRecord } from './record';
import { GoldRecommendation } from './service';
import { ShownTier } from './tier';

/** What the recommendation rests on. */
export interface GoldQuestion {
  record: ServiceRecord;
  /** `spec.type` of the entity. */
  type?: string;
  /** `spec.lifecycle` of the entity. */
  lifecycle?: string;
  tier: ShownTier;
  /** How often the error budget ran out in the current quarter; absent when nobody measures it. */
  exhaustionsThisQuarter?: number;
}

/** Budgets that run out more often than this in a quarter ask for stricter care. */
const toleratedExhaustions = 2;

function reasonsForYes({ record, type, tier }: GoldQuestion): string[] {
  const { servesCustomers, regulatedData, sla, serviceType } = record;
  if (!servesCustomers) return [];
  const reasons: string[] = [];
  if (regulatedData) {
    reasons.push('It serves customers and handles regulated data.');
  }
  if (tier === 'critical') {
    reasons.push('It is critical, and customers depend on it.');
  }
  // The record's word counts; a catalog's plain "service" usually is one too.
  const isApi = serviceType
    ? serviceType === 'api'
    : type === 'api' || type === 'service';
  if (isApi && sla !== undefined) {
    reasons.push(
      `It is an API of which a contract promises customers ${sla}%.`,
    );
  }
  return reasons;
}

/** Declarations that could still turn the answer into yes. */
function undeclared({ record, tier }: GoldQuestion): string[] {
  const { servesCustomers, regulatedData } = record;
  if (servesCustomers === false && tier !== 'unclassified') return [];
  return [
    ...(tier === 'unclassified' ? ['what its tier is'] : []),
    ...(servesCustomers === undefined ? ['whether it serves customers'] : []),
    ...(regulatedData === undefined && servesCustomers !== false
      ? ['whether it handles regulated data']
      : []),
  ];
}

/**
 * Should this service be Gold?
 * - `yes`: regulated data and customers; a critical service with customers; a customer API under contract
 * - `raise`: its error budget ran out more than twice this quarter
 * - `optional`: an experiment, or nothing asks for more
 * - `lighter`: changes daily, while little depends on it
 * - `undecided`: the record leaves open what would decide it
 */
export function goldRecommendation(input: GoldQuestion): GoldRecommendation {
  const { record, lifecycle, tier, exhaustionsThisQuarter } = input;
  const yes = reasonsForYes(input);
  const raise =
    exhaustionsThisQuarter !== undefined &&
    exhaustionsThisQuarter > toleratedExhaustions
      ? [
          `Its error budget ran out ${exhaustionsThisQuarter} times this quarter; more than ${toleratedExhaustions} asks for stricter care.`,
        ]
      : [];
  if (yes.length > 0) return { answer: 'yes', reasons: [...yes, ...raise] };
  if (raise.length > 0) return { answer: 'raise', reasons: raise };

  if (tier === 'experimental' || lifecycle === 'experimental') {
    const why = tier === 'experimental' ? 'tier' : 'lifecycle';
    return {
      answer: 'optional',
      reasons: [`Its ${why} says that it is an experiment.`],
    };
  }

  const missing = undeclared(input);
  if (missing.length > 0) {
    return {
      answer: 'undecided',
      reasons: [`Its service record does not say ${missing.join(', nor ')}.`],
    };
  }

  const { servesCustomers, regulatedData, deploymentFrequency } = record;
  const smallImpact = tier === 'standard' && !servesCustomers && !regulatedData;
  if (smallImpact && deploymentFrequency === 'daily') {
    return {
      answer: 'lighter',
      reasons: [
        'It changes daily while little depends on it: its tier is standard, and it serves no customers.',
      ],
    };
  }
  if (smallImpact) {
    return {
      answer: 'optional',
      reasons: [
        'It is an internal tool whose failure reaches few: its tier is standard, and it serves no customers.',
      ],
    };
  }
  return {
    answer: 'optional',
    reasons: [
      `Nothing declared asks for Gold: its tier is ${tier}, it ${servesCustomers ? 'serves customers' : 'serves no customers'}${regulatedData === undefined ? '' : `, and it handles ${regulatedData ? '' : 'no '}regulated data`}.`,
    ],
  };
}
