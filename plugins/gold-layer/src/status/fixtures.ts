import { Status, statusSchema } from '@gold-layer/backstage-plugin-common';

/** Everything in order. */
export const healthy: Status = statusSchema.parse({
  version: '0.1.0',
  catalog: {
    services: 42,
    groups: 9,
    confirmedAt: '2026-11-21T08:00:00Z',
    stale: false,
  },
  sources: [
    {
      name: 'repository',
      title: 'Repository',
      description: 'What the repository of a service holds.',
      state: 'ok',
      definitions: 18,
      services: 40,
      stale: 0,
      lastStartedAt: '2026-11-21T07:59:00Z',
      lastFinishedAt: '2026-11-21T08:00:00Z',
      lastSuccessAt: '2026-11-21T08:00:00Z',
      failures: 0,
    },
  ],
  definitions: [
    {
      kind: 'Scorecard',
      name: 'gold-standard',
      title: 'Gold standard',
      version: '1.2.0',
      origin: 'built-in',
      loadedAt: '2026-11-21T06:00:00Z',
    },
  ],
  quarantined: [],
  evaluation: {
    pending: 0,
    lastFullAt: '2026-11-21T07:00:00Z',
    lastFullSeconds: 1.4,
    failures: 0,
  },
});

/** Catalog away, a source in error, a definition refused, services waiting. */
export const troubled: Status = statusSchema.parse({
  ...healthy,
  catalog: {
    ...healthy.catalog,
    stale: true,
    error: 'connect ECONNREFUSED 127.0.0.1:7007',
  },
  sources: [
    healthy.sources[0],
    {
      name: 'entity',
      title: 'Catalog entity',
      description: 'What the entity says.',
      state: 'error',
      definitions: 24,
      services: 42,
      stale: 7,
      lastStartedAt: '2026-11-21T07:59:00Z',
      failures: 42,
      error: 'The catalog answered 503.',
    },
  ],
  quarantined: [
    {
      origin: 'scorecards/ours.yaml',
      name: 'ours',
      line: 12,
      column: 7,
      path: 'spec.levels[0].checks[2].rule',
      reason:
        'No fact repository.redme.present; did you mean repository.readme.present?',
      since: '2026-11-21T07:30:00Z',
      lastGoodInForce: false,
    },
  ],
  evaluation: { pending: 3, failures: 0 },
  slos: {
    origins: [
      { origin: 'repository', count: 9 },
      { origin: 'portal', count: 0 },
    ],
    unreadable: [
      {
        location: 'slo/openslo.yaml',
        service: 'component:default/mailer',
        error: 'The file does not exist.',
      },
    ],
    unreadableCount: 1,
    broken: [],
    homeless: [],
    evaluatedAt: '2026-11-21T07:59:30Z',
    seconds: 0.4,
    failing: { source: 2, query: 1 },
    waiting: 0,
  },
});
