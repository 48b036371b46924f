import { TestDatabases } from '@backstage/backend-test-utils';
import { ScriptedSource } from '../numbers/__testUtils__/ScriptedSource';
import { checkout, documentsOverHttp } from './__testUtils__/documentsOverHttp';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())(
  'what helps to write an SLO on %s',
  id => {
    it('says where a service may be measured, without asking there', async () => {
      const { as, sources } = await documentsOverHttp(await databases.init(id));
      const guide = async () => {
        const asked = await as('ann').get(`/slo-targets?service=${checkout}`);
        return asked.body.sources;
      };
      expect(await guide()).toBeUndefined();
      const source = Object.assign(new ScriptedSource(), {
        dataSources: [
          { name: 'eu', isDefault: false },
          { name: 'main', isDefault: true },
        ],
        lookUp: async () => ({ source: 'main', items: [] }),
      });
      sources.push(source);
      expect(await guide()).toEqual(['main', 'eu']);
      sources[0] = Object.assign(source, {
        dataSourcesOf: (service: string) =>
          service === checkout ? ['eu'] : [],
      });
      expect(await guide()).toEqual(['eu']);
    });

    it('names data sources to those alone who may ask them', async () => {
      const { as, denied, sources } = await documentsOverHttp(
        await databases.init(id),
      );
      sources.push(
        Object.assign(new ScriptedSource(), {
          dataSourcesOf: () => ['payments-eu'],
          lookUp: async () => ({ source: 'payments-eu', items: [] }),
        }),
      );
      denied.set('gold-layer.slo.query', ['user:default/ann']);
      const { body } = await as('ann')
        .get(`/slo-targets?service=${checkout}`)
        .expect(200);
      expect(body).toMatchObject({ service: checkout, sla: '99.9' });
      expect(body).not.toHaveProperty('sources');
    });
  },
);
