import { TestDatabases } from '@backstage/backend-test-utils';
import {
  gateAnswerSchema,
  UnreadDocument,
} from '@gold-layer/backstage-plugin-common';
import { gateOverHttp, standing } from './__testUtils__/gateOverHttp';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const checkout = 'component:default/checkout';
const unread: UnreadDocument = {
  location: 'slos.yaml of shop/checkout',
  name: 'latency',
  problem: {
    path: 'spec.objectives.0.target',
    found: '99.9',
    allowed: 'a share below 1, such as 0.999',
  },
};

describe.each(databases.eachSupportedId())('the deploy gate on %s', id => {
  it('does not allow while a document of the service gives no SLO, and keeps and audits why', async () => {
    const world = await gateOverHttp(await databases.init(id));
    const ask = async () => {
      const { body } = await world
        .as('ann')
        .post('/deploy-gate', { service: checkout, change: 'feature' })
        .expect(200);
      return gateAnswerSchema.parse(body);
    };
    const healthy = standing('errors', 'healthy', {
      remaining: 0.9,
      policy: 'strict',
    });
    world.standings.set(checkout, [healthy]);
    expect((await ask()).verdict).toBe('allow');

    world.unread.set(checkout, [unread]);
    const answer = await ask();
    expect(answer).toMatchObject({
      verdict: 'conditions',
      sentence: expect.stringContaining(
        'Nothing is known of “latency” in slos.yaml of shop/checkout, as it has errors: spec.objectives.0.target, found 99.9',
      ),
      reasons: [
        { document: unread.location, title: 'latency', state: 'invalid' },
        { slo: 'default.checkout.errors', verdict: 'allow' },
      ],
      // As the strict policy and the default one agree.
      mayBreakGlass: {
        roles: [{ role: 'engineering-director' }],
        longestHours: 8,
      },
    });
    expect(answer.conditions).not.toEqual([]);
    expect(world.audit.at(-1)?.meta).toMatchObject({
      verdict: 'conditions',
      decidedBy: [unread.location],
    });
    const past = await world
      .as('ann')
      .get(`/deploy-gate-answers/${answer.id}`)
      .expect(200);
    expect(past.body.reasons).toEqual(answer.reasons);
  });
});
