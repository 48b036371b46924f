import type { RiskGrade, RiskLevel } from './document';

/** Risk by likelihood, then impact. Either one high is never low; both high is severe. */
const matrix: Record<RiskGrade, Record<RiskGrade, RiskLevel>> = {
  low: { low: 'low', medium: 'low', high: 'moderate' },
  medium: { low: 'low', medium: 'moderate', high: 'high' },
  high: { low: 'moderate', medium: 'high', high: 'severe' },
};

/** Points of risk debt; two of a level weigh about as much as one of the next. */
export const riskPoints: Readonly<Record<RiskLevel, number>> = {
  low: 1,
  moderate: 3,
  high: 6,
  severe: 10,
};

/** How much of a risk it is: likelihood and impact taken together. */
export function riskLevel(risk: {
  likelihood: RiskGrade;
  impact: RiskGrade;
}): RiskLevel {
  return matrix[risk.likelihood][risk.impact];
}
