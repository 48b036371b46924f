import { TestDatabases } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { emptyStatus, fromStatus } from '../numbers/store/statusRows';
import type { MeasuringFailure } from '../records';
import {
  checkout,
  documentsOverHttp,
  kept,
  openSlo,
} from './__testUtils__/documentsOverHttp';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const id = 'default.checkout.up';

describe.each(databases.eachSupportedId())(
  'SLO documents over HTTP on %s',
  databaseId => {
    const setUp = async () =>
      documentsOverHttp(await databases.init(databaseId));
    const edit = 'gold-layer.slo.edit';
    const read = 'gold-layer.slo.read';

    it('keeps a document, and tells what follows from it', async () => {
      const { as, audit, changed, documents } = await setUp();
      const { body } = await as('ann')
        .put('/slo-documents', kept(openSlo('up')))
        .expect(200);
      expect(body).toMatchObject({
        version: 1,
        problems: [],
        slos: [{ id, service: checkout }],
        rules: expect.stringContaining(`gold-layer:${id}`),
      });
      expect(body).not.toHaveProperty('diff');
      expect(changed).toEqual([[checkout]]);
      expect(await documents.registry.find(id)).toMatchObject({
        origin: 'portal',
        documentKey: `portal:${checkout}`,
      });
      const stored = await documents.registry.document(`portal:${checkout}`);
      expect(stored?.changedBy).toBe('user:default/ann');
      const { body: found } = await as('ann')
        .get(`/slo-documents?service=${checkout}`)
        .expect(200);
      expect(found).toEqual({ text: openSlo('up'), version: 1 });
      expect(audit).toEqual([
        {
          eventId: 'slo-document-keep',
          meta: { service: checkout, version: 1, slos: [id] },
        },
      ]);
    });

    it('loses nothing where two edit at once', async () => {
      const { as, audit, documents } = await setUp();
      await as('ann')
        .put('/slo-documents', kept(openSlo('up')))
        .expect(200);
      const second = openSlo('up', { target: '0.99' });
      const late = await as('olga')
        .put('/slo-documents', kept(second))
        .expect(409);
      expect(late.body.error.message).toContain(
        'you saw version 0, it is at version 1, by user:default/ann',
      );
      const both = await Promise.all(
        ['0.99', '0.95'].map(target =>
          as('olga').put('/slo-documents', kept(openSlo('up', { target }), 1)),
        ),
      );
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(
        await documents.registry.document(`portal:${checkout}`),
      ).toMatchObject({ version: 2 });
      expect(audit.map(({ eventId }) => eventId).sort()).toEqual([
        'slo-document-keep',
        'slo-document-keep',
        'slo-document-keep failed',
        'slo-document-keep failed',
      ]);
    });

    it('refuses a document with errors, each with its place, and takes one with warnings', async () => {
      const { as, documents } = await setUp();
      const wrong = await as('ann')
        .put('/slo-documents', kept(openSlo('up', { target: '99.9' })))
        .expect(400);
      expect(wrong.body.error.message).toMatch(
        /body.text line \d+ spec.objectives.0.target: found 99.9, allowed is /,
      );
      await as('ann')
        .put(
          '/slo-documents',
          kept(
            'apiVersion: openslo/v1\nkind: Service\nmetadata: { name: x }\nspec: {}\n',
          ),
        )
        .expect(400);
      expect(await documents.registry.count()).toBe(0);
      const other = openSlo('up', { service: 'ledger' });
      const { body } = await as('ann')
        .put('/slo-documents', kept(other))
        .expect(200);
      expect(body.problems).toEqual([
        expect.objectContaining({ severity: 'warning', path: 'spec.service' }),
      ]);
      expect(body.slos).toEqual([expect.objectContaining({ id })]);
    });

    it('removes a document with its SLOs, if it is the one that was seen', async () => {
      const { as, audit, documents } = await setUp();
      await as('ann')
        .put('/slo-documents', kept(openSlo('up')))
        .expect(200);
      const path = `/slo-documents?service=${checkout}&version=`;
      await as('ann').delete(`${path}7`).expect(409);
      const { body } = await as('ann').delete(`${path}1`).expect(200);
      expect(body).toEqual({ service: checkout });
      expect(await documents.registry.count()).toBe(0);
      await as('ann').delete(`${path}1`).expect(404);
      const none = await as('ann').get(`/slo-documents?service=${checkout}`);
      expect(none.body).toEqual({ text: '', version: 0 });
      expect(audit.at(-2)).toEqual({
        eventId: 'slo-document-remove',
        meta: { service: checkout, version: 1 },
      });
    });

    it('checks a text without storing it, beside what stands', async () => {
      const { as, documents } = await setUp();
      await as('ann')
        .put('/slo-documents', kept(openSlo('up')))
        .expect(200);
      const text = openSlo('up', { target: '0.99' });
      const { body } = await as('ann')
        .post('/slo-documents/check', { text, service: checkout })
        .expect(200);
      expect(body.diff).toContain('--- Kept in the portal');
      expect(body.diff).toContain('-  objectives: [{ target: 0.999 }]');
      expect(body.diff).toContain('+  objectives: [{ target: 0.99 }]');
      expect(parse(body.rules).groups).not.toEqual([]);
      expect(await documents.registry.find(id)).toMatchObject({
        spec: { objective: '0.999' },
      });
      const broken = await as('ann')
        .post('/slo-documents/check', { text: 'kind: [' })
        .expect(200);
      expect(broken.body).toMatchObject({
        slos: [],
        problems: [expect.objectContaining({ severity: 'error', line: 1 })],
      });
      expect(broken.body).not.toHaveProperty('rules');
      // Who may not see the service sees nothing of what stands.
      const guest = await as('guest')
        .post('/slo-documents/check', { text })
        .expect(200);
      expect(guest.body).not.toHaveProperty('diff');
    });

    it('says where a kept document is not the one that counts', async () => {
      const { as, foreign } = await setUp();
      await foreign[0].take({
        files: [
          { shownAs: '/defs/a.yaml', text: openSlo('up'), damaged: false },
        ],
        unclear: [],
      });
      const { body } = await as('ann')
        .put('/slo-documents', kept(openSlo('up', { target: '0.99' })))
        .expect(200);
      expect(body.problems).toEqual([
        expect.objectContaining({
          severity: 'warning',
          found: 'up',
          allowed: expect.stringContaining('definitions'),
        }),
      ]);
    });

    it('turns files of other tools into OpenSLO', async () => {
      const { as } = await setUp();
      const sloth = `version: prometheus/v1
service: checkout
slos:
  - name: requests
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(bad_total[{{.window}}]))
        total_query: sum(rate(all_total[{{.window}}]))
    alerting:
      name: Burns
      page_alert: { disable: false }
      ticket_alert: { disable: false }
`;
      const { body } = await as('ann')
        .post('/slo-documents/import', { text: sloth })
        .expect(200);
      expect(body.format).toBe('sloth');
      expect(parse(body.text)).toMatchObject({
        apiVersion: 'openslo/v1',
        kind: 'SLO',
      });
      const { body: none } = await as('ann')
        .post('/slo-documents/import', { text: 'hello: world' })
        .expect(400);
      expect(none.error.message).toContain('sloth, pyrra');
    });

    it('exports the rules of all that match and may be seen', async () => {
      const { as, foreign } = await setUp();
      const texts = [openSlo('up'), openSlo('find', { service: 'search' })];
      const file = {
        shownAs: '/defs/a.yaml',
        text: texts.join('---\n'),
        damaged: false,
      };
      await foreign[0].take({ files: [file], unclear: [] });
      const groupsFor = async (name: string, query = '') => {
        const { text, headers } = await as(name)
          .get(`/slo-rules.yaml${query}`)
          .expect(200);
        expect(headers['content-type']).toContain('application/yaml');
        const { groups } = parse(text);
        return groups.map((group: { name: string }) => group.name);
      };
      expect(await groupsFor('ann')).toEqual([
        `gold-layer:${id}`,
        `gold-layer:${id}:long`,
        'gold-layer:default.search.find',
        'gold-layer:default.search.find:long',
      ]);
      expect(await groupsFor('guest')).toHaveLength(2);
      expect(await groupsFor('ann', '?q=nowhere')).toEqual([]);
    });

    it('exports no rules that Prometheus would refuse, and all others with them', async () => {
      const database = await databases.init(databaseId);
      const { as } = await documentsOverHttp(database);
      await as('ann')
        .put('/slo-documents', kept(openSlo('up')))
        .expect(200);
      const { num, measure_hash } = await database('slos').first();
      const failure: MeasuringFailure = {
        kind: 'query',
        error: 'parse error: unexpected end of input',
        since: 0,
        unreadable: true,
      };
      await database('slo_status').insert({
        ...fromStatus(emptyStatus(num, measure_hash)),
        failure: JSON.stringify(failure),
      });
      const { text } = await as('ann').get('/slo-rules.yaml').expect(200);
      expect(text).toContain(
        `# Without rules: ${id}. parse error: unexpected end of input`,
      );
      expect(parse(text)).toEqual({ groups: [] });
    });

    it('helps to choose a target', async () => {
      const { as, foreign } = await setUp();
      const text = openSlo('up', { service: 'ledger', target: '0.99' });
      await foreign[0].take({
        files: [{ shownAs: 'a', text, damaged: false }],
        unclear: [],
      });
      const { body } = await as('ann')
        .get(`/slo-targets?service=${checkout}`)
        .expect(200);
      expect(body).toMatchObject({
        service: checkout,
        sla: '99.9',
        ceiling: '0.99',
        dependencies: expect.arrayContaining([
          {
            service: 'component:default/ledger',
            title: 'Ledger',
            exists: true,
            objective: '0.99',
          },
        ]),
      });
    });

    it('notes that people looked at an objective again', async () => {
      const { as, audit, changed, documents } = await setUp();
      await as('ann')
        .put('/slo-documents', kept(openSlo('up')))
        .expect(200);
      const review = { note: 'Still what customers need.' };
      const { body } = await as('ann')
        .post(`/slos/${id}/reviews`, review)
        .expect(200);
      expect(body).toEqual({
        owner: { ref: 'group:default/payments', title: 'Payments' },
        lastOn: '2026-11-27',
        lastBy: { ref: 'user:default/ann', title: 'Ann' },
        lastNote: 'Still what customers need.',
        overdue: false,
        stakeholders: [],
      });
      const record = await documents.registry.find(id);
      const cards = await documents.reviewCardOf([record?.num ?? 0]);
      expect([...cards.values()]).toMatchObject([body]);
      expect(changed.at(-1)).toEqual([checkout]);
      expect(audit.at(-1)).toEqual({
        eventId: 'slo-review',
        meta: { slo: id },
      });
      await as('service').post(`/slos/${id}/reviews`, review).expect(403);
      await as('guest').post(`/slos/${id}/reviews`, review).expect(404);
      await as('ann').post('/slos/default.x.y/reviews', review).expect(404);
      await as('ann').post(`/slos/${id}/reviews`, { note: ' ' }).expect(400);
    });

    it.each([
      ['get', `/slo-documents?service=${checkout}`, read],
      ['delete', `/slo-documents?service=${checkout}&version=1`, edit],
      ['get', `/slo-targets?service=${checkout}`, read],
      ['get', '/slo-rules.yaml', read],
      ['put', '/slo-documents', edit],
      ['post', '/slo-documents/check', read],
      ['post', '/slo-documents/import', read],
      ['post', `/slos/${id}/reviews`, edit],
    ] as const)(
      'refuses %s %s without the permission',
      async (method, path, permission) => {
        const { as, denied, documents } = await setUp();
        await as('ann')
          .put('/slo-documents', kept(openSlo('up')))
          .expect(200);
        denied.set(permission, ['user:default/ann']);
        const bodies: Record<string, object> = {
          '/slo-documents': kept(openSlo('up'), 1),
          '/slo-documents/check': { text: 'x' },
          '/slo-documents/import': { text: 'x' },
        };
        const { body } = await as('ann')
          [method](
            path,
            method === 'get' || method === 'delete'
              ? undefined
              : (bodies[path] ?? { note: 'x' }),
          )
          .expect(403);
        expect(body.error.message).toContain(permission);
        expect(await documents.registry.count()).toBe(1);
      },
    );

    it('hides services that the caller may not see, and asks everyone for a token', async () => {
      const { as, nobody } = await setUp();
      const guest = as('guest');
      await guest.get(`/slo-documents?service=${checkout}`).expect(404);
      await guest.put('/slo-documents', kept(openSlo('up'))).expect(404);
      await guest.get(`/slo-targets?service=${checkout}`).expect(404);
      await guest
        .post('/slo-documents/check', { text: 'x', service: checkout })
        .expect(404);
      await nobody(`/slo-documents?service=${checkout}`).expect(401);
      const { body } = await guest
        .post('/slo-documents/check', { txt: 'x' })
        .expect(400);
      expect(body.error.message).toContain('body.text');
    });

    it('follows the catalog and schedules its work', async () => {
      const { documents, listeners, signal, tasks } = {
        ...(await setUp()),
        signal: new AbortController().signal,
      };
      expect(listeners).toHaveLength(1);
      expect(Object.keys(tasks)).toEqual([
        'slo-documents-read',
        'slo-documents-walk',
      ]);
      for (const run of Object.values(tasks)) await run(signal);
      expect(await documents.status()).toMatchObject({
        unreadableCount: 0,
        broken: [],
        homeless: [],
      });
    });
  },
);
