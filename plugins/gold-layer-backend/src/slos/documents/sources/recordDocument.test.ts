import { integrations, recordOf } from '../__testUtils__/recordOf';
import { recordDocument } from './recordDocument';

describe('the SLOs of a service record', () => {
  it.each([
    ['openslo.yaml', 'https://github.com/o/r/tree/main/shop/openslo.yaml'],
    ['./a/slo.yaml', 'https://github.com/o/r/tree/main/shop/a/slo.yaml'],
    ['/slo.yaml', 'https://github.com/o/r/tree/main/slo.yaml'],
    ['https://example.com/x.yaml', 'https://example.com/x.yaml'],
  ])('stand in the file %s', (named, url) => {
    expect(recordDocument(recordOf('shop', named), integrations)).toEqual({
      kind: 'file',
      named,
      url,
    });
  });

  it('stand in the record itself', () => {
    const said = recordDocument(
      recordOf('shop', [{ kind: 'SLO' }, { kind: 'SLI' }]),
      integrations,
    );
    expect(said).toEqual({
      kind: 'inline',
      text: 'kind: SLO\n---\nkind: SLI\n',
    });
  });

  it.each([
    ['nowhere', undefined, {}],
    ['in an empty list', [], {}],
  ])('stand %s', (_, slos, more) => {
    const said = recordDocument(recordOf('shop', slos, more), integrations);
    expect(said).toEqual({ kind: 'none' });
  });

  it.each([
    [
      'the entity is no file of a repository',
      recordOf('shop', 'slo.yaml', {
        source: 'file:/catalogs/shop/catalog-info.yaml',
      }),
      /source-location/,
    ],
    [
      'the record is wrong',
      recordOf('shop', undefined, {
        problems: [
          { field: 'spec.goldLayer.slos', found: '7', allowed: 'a path' },
        ],
      }),
      /spec.goldLayer.slos: found 7, allowed is a path/,
    ],
  ])('cannot be found where %s', (_, declared, error) => {
    expect(recordDocument(declared, integrations)).toMatchObject({
      kind: 'unusable',
      error: expect.stringMatching(error),
    });
  });
});
