import { mockServices } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import {
  type GoldLayerClient,
  pushedFactSchema,
  type PushRequest,
} from '@gold-layer/backstage-plugin-common';
import { MeasurementFeed } from './MeasurementFeed';
import type { Storybook } from './story';

const storybook: Storybook = {
  tools: { testing: 'heron-ci', signals: 'heron-monitoring' },
  stories: new Map([
    [
      'component:default/heron',
      [
        {
          daysAgo: 9,
          facts: {
            'testing.coverage.unit': 81,
            'testing.coverage.integration': 72,
            'signals.latency.p99': { about: 120, give: 10 },
          },
        },
      ],
    ],
    ['component:default/egret', [{ daysAgo: 9, facts: {} }]],
  ]),
};

/** A Gold Layer that knows the heron, of which somebody has pushed one fact. */
class FakeGoldLayer {
  readonly pushed: PushRequest[] = [];

  async call(
    name: string,
    input: { name?: string; body?: PushRequest },
  ): Promise<unknown> {
    if (name === 'pushFacts' && input.body) {
      this.pushed.push(input.body);
      return { rejected: 0, results: [] };
    }
    if (input.name === 'heron') {
      return {
        facts: [
          { name: 'testing.coverage.unit', source: 'somebody' },
          { name: 'testing.coverage.integration', source: 'heron-past' },
        ],
      };
    }
    throw await ResponseError.fromResponse(
      new Response('{}', { status: 404, statusText: 'Not Found' }),
    );
  }
}

/** Starts a feed into it. */
function feedInto(goldLayer: FakeGoldLayer): MeasurementFeed {
  return MeasurementFeed.create({
    client: goldLayer as Pick<GoldLayerClient, 'call'>,
    storybook,
    logger: mockServices.logger.mock(),
    pastSource: 'heron-past',
    token: async () => 'token',
  });
}

describe('MeasurementFeed', () => {
  it('pushes what is measured, and leaves alone what others pushed and services that are not there', async () => {
    const goldLayer = new FakeGoldLayer();
    await feedInto(goldLayer).push(new Date());

    const items = goldLayer.pushed.flatMap(({ source, items: sent }) =>
      sent.map(item => `${source} ${item.fact}`),
    );
    expect(items).toEqual([
      'heron-ci testing.coverage.integration',
      'heron-monitoring signals.latency.p99',
    ]);
    for (const { items: sent } of goldLayer.pushed) {
      for (const item of sent) pushedFactSchema.parse(item);
    }
  });

  it('lets the past be told first', async () => {
    await expect(
      feedInto(new FakeGoldLayer()).untilPastIsTold(AbortSignal.timeout(1000)),
    ).resolves.toBeUndefined();
  });

  it('waits for services that the catalog has not brought yet', async () => {
    await expect(
      feedInto(new FakeGoldLayer()).untilKnown(AbortSignal.timeout(50)),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
