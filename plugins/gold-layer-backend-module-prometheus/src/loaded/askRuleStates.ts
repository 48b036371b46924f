import { setImmediate } from 'timers/promises';
import {
  compareRules,
  generateRuleGroups,
  loadedGroupSchema,
  rulesNotNeeded,
  whyNoRules,
  type LoadedGroup,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { SourceRules } from '@gold-layer/backstage-plugin-node';
import { PrometheusFailure } from '../client/failure';
import type { PrometheusClient } from '../client/PrometheusClient';
import { isObject } from '../client/result';
import { LoadedRules } from './LoadedRules';
import type { RuleVersions } from './RuleVersions';
import { mostNamed } from './selectors';

const notNeeded = (slo: SloSpec): SourceRules => ({
  slo: slo.id,
  state: 'not-needed',
});

/**
 * Whether the rules of each SLO are loaded, and whether they are those that
 * were generated. The rules themselves are compared for up to five hundred
 * SLOs; for more, and where a product does not tell its rules, the version
 * that they record about themselves has to do, which does not show edits by hand.
 * Of those for which none can be generated nothing is known.
 */
export async function askRuleStates(
  client: PrometheusClient,
  slos: SloSpec[],
  options: { signal: AbortSignal; versions: RuleVersions },
): Promise<SourceRules[]> {
  const needed = slos.filter(it => !rulesNotNeeded(it));
  if (needed.length === 0) return slos.map(notNeeded);
  const recorded = await LoadedRules.ask(client, needed, options);
  const groups =
    needed.length > mostNamed ? undefined : await askGroups(client, options);
  const states: SourceRules[] = [];
  for (const [index, slo] of slos.entries()) {
    states.push(stateOf(slo, { own: groups?.get(slo.id), recorded }));
    if (index % 20 === 19) await setImmediate();
  }
  return states;
}

function stateOf(
  slo: SloSpec,
  { own, recorded }: { own?: LoadedGroup[]; recorded: LoadedRules },
): SourceRules {
  if (rulesNotNeeded(slo)) return notNeeded(slo);
  // Where rules are evaluated elsewhere (a ruler, vmalert), the store tells of none and yet has what they recorded.
  const state = recorded.stateOf(slo);
  if (!own && state === 'loaded') return { slo: slo.id, state };
  // Nobody can load what the export leaves out.
  if (whyNoRules(slo) !== undefined) return { slo: slo.id, state: 'unknown' };
  return own ? compare(slo, own) : { slo: slo.id, state };
}

function compare(slo: SloSpec, own: LoadedGroup[]): SourceRules {
  const { state, texts } = compareRules(generateRuleGroups(slo), own);
  const differs = state === 'older' || state === 'different';
  return { slo: slo.id, state, ...(differs && { loaded: texts.loaded }) };
}

/** What is loaded, by SLO; nothing where the product does not tell, or tells too much to be read. */
async function askGroups(
  client: PrometheusClient,
  options: { signal: AbortSignal },
): Promise<Map<string, LoadedGroup[]> | undefined> {
  try {
    const data = await client.get('rules', { exclude_alerts: 'true' }, options);
    const groups =
      isObject(data) && Array.isArray(data.groups) ? data.groups : [];
    return bySlo(groups.map(toGroup));
  } catch (error) {
    if (error instanceof PrometheusFailure) return undefined;
    throw error;
  }
}

function bySlo(groups: (LoadedGroup | undefined)[]) {
  const sorted = new Map<string, LoadedGroup[]>();
  for (const group of groups) {
    const slo = group?.name.match(/^gold-layer:(.*?)(:long)?$/)?.[1];
    if (group && slo) sorted.set(slo, [...(sorted.get(slo) ?? []), group]);
  }
  return sorted;
}

/** Groups of other people may look like anything. */
function toGroup(found: unknown): LoadedGroup | undefined {
  return loadedGroupSchema.safeParse(found).data;
}
