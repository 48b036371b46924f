import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { goldLayerSloReadPermission } from '@gold-layer/backstage-plugin-common';
import {
  documentsOverHttp,
  kept,
  openSlo,
} from './__testUtils__/documentsOverHttp';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())(
  'what callers may know and have asked by SLO documents on %s',
  databaseId => {
    const setUp = async () =>
      documentsOverHttp(await databases.init(databaseId));

    it('keeps queries that are new only for those who may ask a source', async () => {
      const { as, denied } = await setUp();
      await as('ann')
        .put('/slo-documents', kept(openSlo('up')))
        .expect(200);
      denied.set('gold-layer.slo.query', ['user:default/ann']);
      // Another objective asks nothing new.
      await as('ann')
        .put('/slo-documents', kept(openSlo('up', { target: '0.99' }), 1))
        .expect(200);
      const asks = openSlo('up').replace('good_total', 'salaries_total');
      const { body } = await as('ann')
        .put('/slo-documents', kept(asks, 2))
        .expect(403);
      expect(body.error.message).toContain('gold-layer.slo.query');
      const pushed = openSlo('up').replace(
        /\{ type: prometheus, spec: .* \} \} \}/g,
        '{ type: gold-layer-push } }',
      );
      await as('ann').put('/slo-documents', kept(pushed, 2)).expect(200);
    });

    it('shows of a file of definitions what is of services that the caller sees', async () => {
      const { as, foreign } = await setUp();
      const texts = [openSlo('up'), openSlo('find', { service: 'search' })];
      await foreign[0].take({
        files: [
          {
            shownAs: '/defs/a.yaml',
            text: texts.join('---\n'),
            damaged: false,
          },
        ],
        unclear: [],
      });
      const check = async (name: string) => {
        const { body } = await as(name)
          .post('/slo-documents/check', {
            text: openSlo('find', { service: 'search', target: '0.99' }),
          })
          .expect(200);
        return body.diff;
      };
      expect(await check('guest')).toContain('-  objectives');
      expect(await check('guest')).not.toContain('checkout');
      expect(await check('ann')).toContain('checkout');
    });

    it('names documents on the status page to those who may see their services', async () => {
      const { access, as, database, documents } = await setUp();
      for (const name of ['checkout', 'search']) {
        const service = `component:default/${name}`;
        const text = openSlo('up', { service: name });
        await as('ann')
          .put('/slo-documents', { service, text, version: 0 })
          .expect(200);
      }
      await database('slo_documents').update({ error: 'No such file.' });
      const unreadable = async (name: string) => {
        const credentials = mockCredentials.user(`user:default/${name}`);
        const asked = { credentials };
        const scope = await access.scope(goldLayerSloReadPermission, asked);
        const found = await documents.status(scope);
        return found.unreadable.map(({ service }) => service);
      };
      expect(await unreadable('ann')).toHaveLength(2);
      expect(await unreadable('guest')).toEqual(['component:default/search']);
    });
  },
);
