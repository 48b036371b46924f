import {
  changeKinds,
  gateVerdicts,
  type ChangeKind,
  type GateVerdict,
} from '@gold-layer/backstage-plugin-common';
import type { Option } from '../../ui';

/** Kinds of change as people say them. */
export const changeWords: Record<ChangeKind, string> = {
  feature: 'Feature',
  fix: 'Fix',
  configuration: 'Configuration',
  infrastructure: 'Infrastructure',
  'security-patch': 'Security patch',
  regulatory: 'Regulatory change',
  'data-loss-prevention': 'Against loss of data',
  rollback: 'Rollback',
  reliability: 'Reliability work',
};

/** What the gate says, in large words. */
export const answerWords: Record<GateVerdict, string> = {
  deny: 'No, not now',
  conditions: 'Yes, under conditions',
  allow: 'Yes, it may go out',
};

/** The same in a list. */
export const verdictShort: Record<GateVerdict, string> = {
  deny: 'Denied',
  conditions: 'Under conditions',
  allow: 'Allowed',
};

/** A kind of change, if the word is one. */
export function changeKindOf(word: string | null): ChangeKind | undefined {
  return changeKinds.find(kind => kind === word);
}

/** The choices of the filter by answer. */
export const verdictOptions: Option[] = gateVerdicts.map(value => ({
  value,
  title: verdictShort[value],
}));
