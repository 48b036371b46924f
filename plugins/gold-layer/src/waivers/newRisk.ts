import type { WaiverSubject } from '@gold-layer/backstage-plugin-common';
import type { NewRisk } from '../ui';

/** What an address asks a waiver for; nothing if it does not say. */
export function readNewRisk(search: URLSearchParams): NewRisk | undefined {
  const [service, scorecard, check, checklist, control] = [
    'service',
    'scorecard',
    'check',
    'checklist',
    'control',
  ].map(key => search.get(key) ?? '');
  if (service && scorecard && check) return { service, scorecard, check };
  if (service && checklist && control) return { service, checklist, control };
  return undefined;
}

/** What the waiver is on, as a request has it. */
export function toSubject(on: NewRisk): WaiverSubject {
  return 'check' in on
    ? { kind: 'check', scorecard: on.scorecard, check: on.check }
    : { kind: 'control', checklist: on.checklist, control: on.control };
}
