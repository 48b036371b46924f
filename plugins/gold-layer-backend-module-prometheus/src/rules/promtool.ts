import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  generateRules,
  promDuration,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import { stringify } from 'yaml';

/** Whether promtool, a part of Prometheus, is on the machine. */
export const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

if (!hasPromtool) {
  process.stdout.write(
    'promtool is not on this machine: tests of rules are skipped. It comes with Prometheus.\n',
  );
}

/** Tests that need promtool; elsewhere they are skipped. */
export const describeWithPromtool = hasPromtool ? describe : describe.skip;

function inFolder(files: Record<string, string>, args: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'gold-layer-rules-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
    }
    const { stdout, stderr } = spawnSync('promtool', args, {
      cwd: folder,
      encoding: 'utf8',
    });
    return `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What promtool says of a file of rules. */
export function checkRules(rules: string): string {
  return inFolder({ 'rules.yaml': rules }, ['check', 'rules', 'rules.yaml']);
}

/** Alerts that have to fire at a moment, by long window; all others must be silent. */
export interface ExpectedAlerts {
  at: string;
  firing: string[];
}

/** A value that an expression has to have at a moment; none: it must answer nothing. */
export interface ExpectedValue {
  at: string;
  expr: string;
  value?: number;
}

/** A story that is played to the rules of one SLO. */
export interface Story {
  slo: SloSpec;
  /** Samples as promtool writes them, such as `0+100x60`, by series. */
  series: Record<string, string>;
  /** Time between samples. */
  every?: string;
  alerts?: ExpectedAlerts[];
  values?: ExpectedValue[];
}

const labelsOf = (slo: SloSpec) =>
  `{service="${slo.service}", slo="${slo.id}"}`;

function alertTests({ slo, alerts = [] }: Story) {
  return alerts.flatMap(({ at, firing }) =>
    slo.alerts.map(({ longMinutes }) => ({ at, firing, longMinutes })),
  );
}

/** Plays a story with `promtool test rules`; answers what it complains about. */
export function play(story: Story): string {
  const { slo, series, values = [], every = '1m' } = story;
  // Annotations are not compared by this expression, so stories need not repeat them.
  const alerting = alertTests(story).map(({ at, firing, longMinutes }) => {
    const long = promDuration(longMinutes);
    return {
      eval_time: at,
      expr: `count by (long_window) (ALERTS{alertname="GoldLayerErrorBudgetBurn",alertstate="firing",long_window="${long}"})`,
      exp_samples: firing.includes(long)
        ? [{ labels: `{long_window="${long}"}`, value: 1 }]
        : [],
    };
  });
  const measuring = values.map(({ at, expr, value }) => ({
    eval_time: at,
    expr: `sum by (slo, service) (${expr})`,
    exp_samples: value === undefined ? [] : [{ labels: labelsOf(slo), value }],
  }));
  const tests = {
    rule_files: ['rules.yaml'],
    evaluation_interval: '1m',
    tests: [
      {
        interval: every,
        input_series: Object.entries(series).map(([name, samples]) => ({
          series: name,
          values: samples,
        })),
        promql_expr_test: [...alerting, ...measuring],
      },
    ],
  };
  return inFolder(
    { 'rules.yaml': generateRules([slo]), 'tests.yaml': stringify(tests) },
    ['test', 'rules', 'tests.yaml'],
  );
}
