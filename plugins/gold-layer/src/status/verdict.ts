import type { Status } from '@gold-layer/backstage-plugin-common';
import { count } from '../ui';
import { heavySloDoubts, lightSloDoubts } from './sloDoubts';

/** How far what the screens show can be trusted. */
export interface Verdict {
  answer: 'yes' | 'mostly' | 'no';
  /** The answer in one sentence. */
  sentence: string;
  /** What weakens it, heaviest first; empty when nothing does. */
  doubts: Doubt[];
}

/** One reason to trust less, and what it means for the reader. */
export interface Doubt {
  weight: 'heavy' | 'light';
  text: string;
}

function listed(names: string[]): string {
  return new Intl.ListFormat('en-US').format(names);
}

function heavyDoubts(status: Status, now: number): string[] {
  const { catalog, sources, quarantined, evaluation, slos } = status;
  const broken = sources.filter(source => source.state === 'error');
  const silenced = quarantined.filter(
    ({ lastGoodInForce }) => !lastGoodInForce,
  );
  return [
    ...(catalog.services === 0
      ? [
          'No services are known yet that you may see. They appear within seconds after the catalog has taken them in.',
        ]
      : []),
    ...(catalog.stale
      ? [
          'The catalog cannot be reached. Services, owners and tiers are shown as last seen; newer changes are missing.',
        ]
      : []),
    ...(broken.length > 0
      ? [
          `${listed(broken.map(source => source.title))} ${broken.length === 1 ? 'gives' : 'give'} no facts. What was known ages until it is stale; the rest is unknown.`,
        ]
      : []),
    ...(silenced.length > 0
      ? [
          `${count(silenced.length, 'definition')} could not be read and ${silenced.length === 1 ? 'is' : 'are'} not in force, so nothing is scored by ${silenced.length === 1 ? 'it' : 'them'}.`,
        ]
      : []),
    ...(slos ? heavySloDoubts(slos, now) : []),
    ...(evaluation.failures > 0
      ? [
          `${count(evaluation.failures, 'service')} could not be scored and ${evaluation.failures === 1 ? 'keeps its' : 'keep their'} last results.`,
        ]
      : []),
  ];
}

function lightDoubts(status: Status): string[] {
  const { catalog, sources, quarantined, evaluation, slos } = status;
  const degraded = sources.filter(
    source => source.state === 'degraded' && source.failures > 0,
  );
  const silent = sources.filter(source => source.state === 'never-run');
  const outdated = quarantined.filter(({ lastGoodInForce }) => lastGoodInForce);
  const stale = sources.filter(source => source.stale > 0);
  return [
    ...(catalog.error && !catalog.stale
      ? [`Not all of the catalog could be taken in. ${catalog.error}`]
      : []),
    ...(degraded.length > 0
      ? [
          `${listed(degraded.map(source => source.title))} failed for ${count(
            degraded.reduce((sum, source) => sum + source.failures, 0),
            'service',
          )} when last asked.`,
        ]
      : []),
    ...(outdated.length > 0
      ? [
          `${count(outdated.length, 'definition')} could not be read after a change; the version before is still in force.`,
        ]
      : []),
    ...(slos ? lightSloDoubts(slos) : []),
    ...(stale.length > 0
      ? [
          `Facts are out of date: from ${listed(stale.map(source => `${source.title} for ${count(source.stale, 'service')}`))}. Checks that rest on them are unknown, never passed.`,
        ]
      : []),
    ...(evaluation.pending > 0
      ? [
          `${count(evaluation.pending, 'service')} ${evaluation.pending === 1 ? 'waits' : 'wait'} to be scored again; their numbers may lag behind.`,
        ]
      : []),
    ...(silent.length > 0
      ? [
          `Nothing has come yet from: ${listed(silent.map(source => source.title))}.`,
        ]
      : []),
  ];
}

/** Can I trust what I see? Answered from the health of every part, at a time in milliseconds. */
export function verdictOf(status: Status, now: number): Verdict {
  const heavy = heavyDoubts(status, now);
  const light = lightDoubts(status);
  const doubts: Doubt[] = [
    ...heavy.map(text => ({ weight: 'heavy' as const, text })),
    ...light.map(text => ({ weight: 'light' as const, text })),
  ];
  if (heavy.length > 0) {
    return {
      answer: 'no',
      sentence: `Not all of it. ${count(heavy.length, 'thing')} ${heavy.length === 1 ? 'keeps' : 'keep'} results from being complete.`,
      doubts,
    };
  }
  if (light.length > 0) {
    return {
      answer: 'mostly',
      sentence: `Mostly. What is shown is right as far as it goes, with ${count(light.length, 'limit')}.`,
      doubts,
    };
  }
  return {
    answer: 'yes',
    sentence: `Yes. The catalog and ${status.sources.length === 1 ? 'the one source' : `all ${status.sources.length} sources`} answered, every definition is in force and nothing waits to be scored.`,
    doubts,
  };
}
