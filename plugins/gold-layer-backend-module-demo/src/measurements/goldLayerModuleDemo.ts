import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { GoldLayerClient } from '@gold-layer/backstage-plugin-common';
import {
  goldLayerDefinitionsExtensionPoint,
  goldLayerFactsExtensionPoint,
  goldLayerHistoryExtensionPoint,
} from '@gold-layer/backstage-plugin-node';
import { companyPath } from '../organisation/files';
import { Paperwork } from '../paperwork/Paperwork';
import { SloFeed } from '../slos/SloFeed';
import { readSloStories } from '../slos/sloStories';
import { MeasurementFeed } from './MeasurementFeed';
import { PastMeasurements } from './PastMeasurements';
import { readStorybook } from './story';

/** The example company's roles, its paperwork, and its measurements: the past as history, the present as pushes. */
export const goldLayerModuleDemo = createBackendModule({
  pluginId: 'gold-layer',
  moduleId: 'demo',
  register(env) {
    env.registerInit({
      deps: {
        definitions: goldLayerDefinitionsExtensionPoint,
        facts: goldLayerFactsExtensionPoint,
        history: goldLayerHistoryExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({
        definitions,
        facts,
        history,
        auth,
        discovery,
        logger,
        scheduler,
      }) {
        definitions.addDefinitions(companyPath('definitions'));
        const storybook = await readStorybook();
        const pipeline = {
          client: new GoldLayerClient({
            discoveryApi: discovery,
            fetchApi: { fetch },
          }),
          logger,
          token: async () => {
            const { token } = await auth.getPluginRequestToken({
              onBehalfOf: await auth.getOwnServiceCredentials(),
              targetPluginId: 'gold-layer',
            });
            return token;
          },
        };
        const feed = MeasurementFeed.create({
          ...pipeline,
          storybook,
          pastSource: PastMeasurements.sourceName,
        });
        const slos = SloFeed.create({
          ...pipeline,
          stories: await readSloStories(),
        });
        history.addHistory(Paperwork.create({ feed }));
        facts.addFactSource(PastMeasurements.create(storybook, { feed }));
        await scheduler.scheduleTask({
          id: 'gold-layer-demo-measurements',
          // Wherever and whenever a portal starts, so that nothing is stale soon after a pause.
          scope: 'local',
          frequency: { hours: 6 },
          initialDelay: { seconds: 10 },
          timeout: { minutes: 10 },
          fn: async signal => {
            await feed.untilPastIsTold(signal);
            await feed.push(new Date());
          },
        });
        await scheduler.scheduleTask({
          id: 'gold-layer-demo-slos',
          scope: 'local',
          frequency: { minutes: 5 },
          initialDelay: { seconds: 20 },
          timeout: { minutes: 10 },
          fn: signal => slos.push(signal),
        });
      },
    });
  },
});
