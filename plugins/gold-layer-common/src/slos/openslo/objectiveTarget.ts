import Big from 'big.js';
import { objectiveOfFraction, objectiveOfPercent } from '../objective';
import type { Findings } from './findings';
import type { ObjectiveSpec } from './schema';
import type { Path, YamlDocument } from './yamlDocuments';

/**
 * The objective of `target` or `targetPercent` as an exact decimal string below
 * 1, such as `0.9995`; undefined, with findings, where there is none.
 */
export function readTarget(
  objective: ObjectiveSpec,
  path: Path,
  { document, findings }: { document: YamlDocument; findings: Findings },
): string | undefined {
  const { target, targetPercent } = objective;
  if (target !== undefined && targetPercent !== undefined) {
    findings.error(
      [...path, 'targetPercent'],
      'either target or targetPercent, not both',
    );
    return undefined;
  }
  const percent = target === undefined;
  const field = [...path, percent ? 'targetPercent' : 'target'];
  const found = percent ? targetPercent : target;
  if (found === undefined) {
    findings.error(
      [...path, 'target'],
      'a share below 1 such as 0.999, or targetPercent such as 99.9',
    );
    return undefined;
  }
  if (typeof found === 'string') {
    findings.warning(
      field,
      'a number without quotes: other tools for OpenSLO refuse a text here',
    );
  }
  const written =
    typeof found === 'string'
      ? found.trim()
      : (document.writtenAt(field) ?? String(found));
  const wrong = percent ? wrongPercent(written) : wrongShare(written);
  if (wrong) {
    findings.error(field, wrong);
    return undefined;
  }
  return percent ? objectiveOfPercent(written) : objectiveOfFraction(written);
}

function toBig(text: string): Big | undefined {
  try {
    return new Big(text);
  } catch {
    return undefined;
  }
}

function wrongShare(written: string): string | undefined {
  const value = toBig(written);
  const usual = 'a share from 0 to below 1, such as 0.999';
  if (!value || value.lt(0) || value.gt(100)) return usual;
  if (value.eq(1) || value.eq(100)) return wholePromise('0.999');
  if (value.gt(1)) {
    return `a share below 1: write target: ${value
      .times('0.01')
      .toFixed()}, or targetPercent: ${value.toFixed()}`;
  }
  return objectiveOfFraction(written) ? undefined : 'at most ten decimals';
}

function wrongPercent(written: string): string | undefined {
  const value = toBig(written);
  const usual = 'a percentage from 0 to below 100, such as 99.9';
  if (!value || value.lt(0) || value.gt(100)) return usual;
  if (value.eq(1) || value.eq(100)) return wholePromise('99.9');
  if (value.gt(0) && value.lt(1)) {
    return `a percentage: write targetPercent: ${value
      .times(100)
      .toFixed()}, or target: ${value.toFixed()}`;
  }
  return objectiveOfPercent(written) ? undefined : 'at most eight decimals';
}

function wholePromise(example: string): string {
  return `less than 100%, such as ${example}: a promise of 100% leaves no error budget, and the first failure breaks it for good`;
}
