import { ruleProblems } from '../prometheus';
import type { SloSpec } from '../spec';
import type { Spot } from './references';
import type { Path } from './yamlDocuments';

const queryIn = (metric: Path) => [...metric, 'metricSource', 'spec', 'query'];

/** Where the parts of an SLI stand in an indicator. */
const indicatorPaths: Record<string, Path> = {
  sli: ['ratioMetric'],
  'sli.good.query': queryIn(['ratioMetric', 'good']),
  'sli.bad.query': queryIn(['ratioMetric', 'bad']),
  'sli.total.query': queryIn(['ratioMetric', 'total']),
  'sli.raw.query': queryIn(['ratioMetric', 'raw']),
  'sli.metric.query': queryIn(['thresholdMetric']),
};
const objectiveFields: Record<string, string> = {
  timeSliceTarget: 'timeSliceTarget',
  timeSliceMinutes: 'timeSliceWindow',
};

/** Tells what keeps an SLO from having rules, at the place in its document; places with findings of their own are left alone. */
export function findRuleTraps(
  slo: SloSpec,
  { indicatorAt, objectiveAt }: { indicatorAt: Spot; objectiveAt: Spot },
): void {
  for (const { severity, path, found, allowed } of ruleProblems(slo)) {
    const field = objectiveFields[path];
    const spot = field ? objectiveAt : indicatorAt;
    const inside = field ? [field] : (indicatorPaths[path] ?? []);
    const place = [...spot.path, ...inside];
    if (!spot.findings.has(place)) {
      spot.findings[severity](place, allowed, found);
    }
  }
}
