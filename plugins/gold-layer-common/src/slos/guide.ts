import Big from 'big.js';
import { budgetMinutes } from './budget';
import {
  compareObjectives,
  objectiveInWords,
  objectiveOfPercent,
} from './objective';

/** What a target means, costs and takes. */
export interface TargetGuide {
  objective: string;
  /** What it is usual for. */
  use: string;
  /** Minutes of full outage in 30 days. */
  downtimeMinutes: number;
  /** Compared with 99%: each nine costs about ten times as much. */
  relativeCost: number;
  /** How one recovers from the loss of a place, to keep it. */
  recovery: string;
}

const uses: [objective: string, use: string, relativeCost: number][] = [
  ['0.99', 'Internal tools', 1],
  ['0.995', 'Back office', 3],
  ['0.999', 'Usual production services', 10],
  ['0.9995', 'Important services that customers see', 30],
  ['0.9999', 'Payments and sign-in', 100],
  ['0.99999', 'Where lives depend on it', 1000],
];

/** Targets from loose to strict, with what each is for. */
export const ninesGuide: TargetGuide[] = uses.map(
  ([objective, use, relativeCost]) => ({
    objective,
    use,
    downtimeMinutes: budgetMinutes({ objective, minutes: 30 * 1440 }),
    relativeCost,
    recovery: recoveryFor(objective),
  }),
);

/** How a service has to be able to recover to keep an objective. */
export function recoveryFor(objective: string): string {
  if (compareObjectives(objective, '0.999') < 0) {
    return 'One region with backups';
  }
  if (compareObjectives(objective, '0.9995') <= 0) {
    return 'A second region that stands by';
  }
  return compareObjectives(objective, '0.9999') <= 0
    ? 'Several regions that all serve'
    : 'Independent cells in several regions';
}

/** The strictest target of the guide that an objective reaches; absent below all of them. */
export function guideFor(objective: string): TargetGuide | undefined {
  return [...ninesGuide]
    .reverse()
    .find(it => compareObjectives(objective, it.objective) >= 0);
}

/**
 * What is wrong with an objective beside the contract, in a sentence: it should
 * be stricter by 0.1 to 0.5 points, or by half of what the contract leaves where
 * that is less than 0.2 points. Absent if nothing is wrong, or there is no contract.
 */
export function slaMarginProblem(
  objective: string,
  sla: string | number | undefined,
): string | undefined {
  if (sla === undefined) return undefined;
  const promised = objectiveOfPercent(sla);
  if (promised === undefined) return undefined;
  const margin = new Big(objective).minus(promised).times(100);
  const room = new Big(1).minus(promised).times(100);
  const least = room.div(2).lt('0.1') ? room.div(2) : new Big('0.1');
  const ours = objectiveInWords(objective);
  const theirs = objectiveInWords(promised);
  if (margin.lte(0)) {
    return `The contract promises ${theirs}, and the objective is ${ours}: it would be broken before anybody is warned. Make the objective stricter by 0.1 to 0.5 points.`;
  }
  if (margin.lt(least)) {
    return `The objective of ${ours} is only ${margin.toFixed()} points stricter than the contract's ${theirs}; ${least.toFixed()} or more leave time to act.`;
  }
  return margin.gt('0.5')
    ? `The objective of ${ours} is ${margin.toFixed()} points stricter than the contract's ${theirs}; more than 0.5 costs more than it protects.`
    : undefined;
}
