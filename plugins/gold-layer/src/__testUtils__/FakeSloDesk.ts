import {
  generateRules,
  importSlos,
  readSloDocuments,
  type RouteInput,
  type RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import { service } from '../entity/fixtures';
import { exhausted } from '../slos/fixtures';
import { checkout, metrics, replayOf } from '../slos/wizard/fixtures';
import type { FakeAnswers } from './FakeGoldLayerApi';
import { refusal } from './refusal';

function check(
  input: RouteInput<'checkSloDocument'>,
  standing: string | undefined,
): RouteOutput<'checkSloDocument'> {
  const { text, service: ref } = input.body;
  const { slos, problems } = readSloDocuments(text, { service: ref });
  const wrong = problems.some(({ severity }) => severity === 'error');
  return {
    slos,
    problems,
    ...(!wrong && slos.length > 0 && { rules: generateRules(slos) }),
    ...(standing && {
      diff: `--- Kept in the portal\n+++ proposed\n@@ -24,3 +24,4 @@\n   objectives:\n-    - target: 0.99\n+    - target: 0.995\n`,
    }),
  };
}

/** A backend that keeps one document in the portal, checks with the real rules, and looks metrics up. */
export class FakeSloDesk {
  /** The document that the portal keeps. */
  kept?: { text: string; version: number };

  private constructor(kept?: { text: string; version: number }) {
    this.kept = kept;
  }

  static create(kept?: { text: string; version: number }): FakeSloDesk {
    return new FakeSloDesk(kept);
  }

  answers(): FakeAnswers {
    return {
      getService: {
        ...service,
        service: {
          ...service.service,
          ref: checkout,
          name: 'checkout',
          title: 'Checkout',
          record: { ...service.service.record, serviceType: 'api' },
        },
      },
      getServiceSlos: async () => ({
        items: readSloDocuments(this.kept?.text ?? '', {
          service: checkout,
        }).slos.map(({ id, title }) => ({
          ...exhausted,
          id,
          title,
          service: checkout,
          origin: 'portal' as const,
        })),
        dependencies: [],
        warnings: [],
        problems: [],
      }),
      listServices: { items: [], totalItems: 0, pageInfo: {} },
      lookUpMetrics: ({ q = '' }) => {
        const words = q.split(/\s+/);
        const items = metrics.filter(({ name }) =>
          words.every(word => name.includes(word)),
        );
        return {
          source: 'main',
          items,
          ...(items.length === 0 && {
            problem: `No metric of 'main' had series within the last hour and has '${q}' in its name.`,
          }),
        };
      },
      lookUpLabelValues: ({ label }) => ({
        source: 'main',
        items: label === 'job' ? ['checkout', 'ledger'] : [],
      }),
      getTargetGuide: {
        service: checkout,
        sla: '99.5',
        dependencies: [
          {
            service: 'component:default/ledger',
            title: 'Ledger',
            objective: '0.9995',
          },
          { service: 'component:default/geocoder', title: 'Geocoder' },
        ],
        ceiling: '0.9995',
      },
      listBudgetPolicies: {
        items: [
          {
            name: 'default',
            title: 'Four steps',
            description: 'Slows down in steps as the budget shrinks.',
            version: '1.0.0',
            thresholds: { healthy: 0.5, warning: 0.25 },
            thawAbove: 0.1,
          },
          {
            name: 'strict',
            title: 'Strict',
            description: 'Holds changes back early.',
            version: '1.0.0',
            thresholds: { healthy: 0.5, warning: 0.25 },
            thawAbove: 0.1,
          },
        ],
      },
      replaySlo: replayOf,
      checkSloDocument: input => check(input, this.kept?.text),
      importSloDocument: async ({ body }) => {
        const imported = importSlos(body.text, body.format);
        if (imported) return imported;
        throw await refusal(
          400,
          'body.text: found a file of no format that can be imported, expected one of sloth, pyrra',
        );
      },
      getSloDocument: async () => this.kept ?? { text: '', version: 0 },
      keepSloDocument: async ({ body }) => {
        const version = this.kept?.version ?? 0;
        if (version !== body.version) {
          throw await refusal(
            409,
            `The document has changed meanwhile: you saw version ${body.version}, it is at version ${version}. Nothing of yours was stored.`,
          );
        }
        this.kept = { text: body.text, version: version + 1 };
        return {
          ...check({ body }, undefined),
          version: this.kept.version,
        };
      },
    };
  }
}
