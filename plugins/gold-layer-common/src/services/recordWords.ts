import { nearestName } from './nearestName';
import { ServiceRecord } from './record';

const text = 'a text that is not empty';
const amount = 'a number of 0 or more';
const trueOrFalse = 'true or false, without quotes';

const words: Record<Exclude<keyof ServiceRecord, 'tier'>, string> & {
  [path: string]: string;
} = {
  onCall: 'an object with rotation and escalation',
  'onCall.rotation': `${text}: the name or URL of the rotation`,
  'onCall.escalation':
    'a list of at most 10 texts, in the order in which they are called',
  dataClassification: text,
  deploymentFrequency: text,
  architecture: text,
  language: text,
  runtime: text,
  trafficPattern: text,
  serviceType: text,
  peakRps: `${amount}, in requests per second`,
  storageGb: `${amount}, in gigabytes`,
  monthlyCostUsd: `${amount}, in US dollars`,
  servesCustomers: trueOrFalse,
  regulatedData: trueOrFalse,
  slos: 'the path or URL of an OpenSLO file, or a list of OpenSLO documents',
  sla: 'a percentage above 0 and below 100, such as 99.9 or "99.90"',
  runbooks: 'a list of at most 100 URLs or repository paths',
  drTier: '1, 2, 3 or 4, without quotes',
  links: 'a list of at most 50 objects with url and, if wanted, title',
  'links.url': 'a full URL, such as https://example.com/page',
  'links.title': text,
};

/** What a field of the record may hold, in words. `path` is dotted, without list positions. */
export function allowedInWords(
  path: string,
  options: { choices?: readonly string[]; found?: unknown } = {},
): string {
  const { choices, found } = options;
  if (!choices) return words[path] ?? text;
  const near =
    typeof found === 'string' ? nearestName(found, choices) : undefined;
  return `one of ${choices.join(', ')}${near ? `; did you mean ${near}?` : ''}`;
}

/** A value as JSON of at most 80 characters; never throws. */
export function shortJson(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return String(value);
  }
  let json: string;
  try {
    json = JSON.stringify(value) ?? typeof value;
  } catch {
    json = typeof value;
  }
  return json.length <= 80 ? json : `${json.slice(0, 79)}…`;
}
