import {
  defaultBurnAlerts,
  MetricQuery,
  readSloDocuments,
  SloProblem,
  SloSpec,
  SloWindow,
  writeOpenSlos,
} from '@gold-layer/backstage-plugin-common';
import { serviceRef } from '../catalog';

/** What a document says: the SLOs of one service, as the backend would read them. */
export interface PlannedDocument {
  service: string;
  text: string;
  /** Numbered by their place in the plan, from 1. */
  slos: { num: number; spec: SloSpec }[];
  problems: SloProblem[];
}

/** SLOs of ten services in a row: ten of them, of which one service has three, and two have none. */
const slosPerService = [3, 1, 1, 0, 1, 1, 1, 0, 1, 1];

/** Objectives of a service, by name. */
const menu: Record<string, (job: string) => SloSpec['sli']> = {
  availability: job => ({
    kind: 'ratio',
    counter: true,
    bad: query(`http_requests_total{job="${job}",code=~"5.."}`),
    total: query(`http_requests_total{job="${job}"}`),
  }),
  latency: job => ({
    kind: 'ratio',
    counter: true,
    good: query(
      `http_request_duration_seconds_bucket{job="${job}",le="0.3",code!~"5.."}`,
    ),
    total: query(
      `http_request_duration_seconds_count{job="${job}",code!~"5.."}`,
    ),
  }),
  correctness: job => ({
    kind: 'ratio',
    counter: true,
    bad: query(`orders_rejected_total{job="${job}",reason="mismatch"}`),
    total: query(`orders_total{job="${job}"}`),
  }),
};

/** The documents of so many services: as many SLOs as services, each with its text. */
export function planDocuments(services: number): PlannedDocument[] {
  const documents: PlannedDocument[] = [];
  let num = 1;
  for (let i = 0; i < services; i++) {
    const names = Object.keys(menu).slice(0, slosPerService[i % 10]);
    if (names.length === 0) continue;
    const service = serviceRef(i);
    const first = num;
    const text = writeOpenSlos(
      names.map((name, nth) => draftOf(service, { name, num: first + nth })),
    );
    const { problems, slos } = readSloDocuments(text, { service });
    if (slos.length !== names.length) {
      throw new Error(`Not all SLOs of ${service} can be read: ${text}`);
    }
    documents.push({
      service,
      text,
      problems,
      slos: slos.map((spec, nth) => ({ num: first + nth, spec })),
    });
    num += slos.length;
  }
  return documents;
}

function draftOf(
  service: string,
  { name, num }: { name: string; num: number },
): SloSpec {
  const job = service.slice(service.lastIndexOf('/') + 1);
  const window = windowOf(num);
  return {
    id: '',
    name,
    title: `${name} of ${job}`,
    description: `What users of ${job} are promised, as agreed with those who build on it.`,
    service,
    indicator: name,
    sli: menu[name](job),
    method: 'Occurrences',
    objective: '0.999',
    window,
    alerts: defaultBurnAlerts(window),
    contributors: ['code', 'route'],
    runbook: `https://runbooks.example/${job}`,
    reviewEvery: 'P90D',
    labels: { team: `team-${num % 200}` },
  };
}

/** Four weeks for most, thirty days for some, the calendar's month for few. */
function windowOf(num: number): SloWindow {
  if (num % 20 === 7) {
    return {
      kind: 'calendar',
      unit: 'month',
      startTime: '2026-01-01T00:00:00',
      timeZone: 'UTC',
    };
  }
  return { kind: 'rolling', days: num % 20 < 4 ? 30 : 28 };
}

function query(text: string): MetricQuery {
  return { type: 'prometheus', query: text };
}
