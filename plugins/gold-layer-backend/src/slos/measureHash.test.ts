import { ScriptedSource } from './numbers/__testUtils__/ScriptedSource';
import { sloSpec } from './numbers/__testUtils__/numbersWorld';
import { defaultSourceOf, earlyMeasureHash, measureHash } from './measureHash';

const asking = (query: string, source?: string) =>
  sloSpec('up', {
    sli: {
      kind: 'raw',
      raw: { type: 'prometheus', query, source },
      rawType: 'success',
    },
  });

describe('the hash of what is measured', () => {
  const sources = [
    Object.assign(new ScriptedSource(), {
      dataSources: [
        { name: 'eu', isDefault: false },
        { name: 'main', isDefault: true },
      ],
    }),
  ];
  const hash = (spec: ReturnType<typeof asking>) =>
    measureHash(spec, defaultSourceOf(sources));

  it('stays the same whatever the form', () => {
    const known = hash(asking('a / b'));
    expect(hash(asking('a\n  / b # of all'))).toBe(known);
    expect(hash(asking('a / b', 'main'))).toBe(known);
  });

  it('is another where something else is asked, or somebody else', () => {
    const known = hash(asking('a / b'));
    expect(hash(asking('b / a'))).not.toBe(known);
    expect(hash(asking('a / b', 'eu'))).not.toBe(known);
    expect(measureHash(asking('a / b', 'main'))).not.toBe(
      measureHash(asking('a / b')),
    );
  });

  it('goes by the data source that answers the service', () => {
    const [source] = sources;
    const shared = [
      Object.assign(new ScriptedSource(), {
        dataSources: source.dataSources,
        dataSourcesOf: (service: string) =>
          service === 'component:default/shop' ? ['eu'] : ['main', 'eu'],
      }),
    ];
    const known = hash(asking('a / b'));
    const hashOf = (spec: ReturnType<typeof asking>) =>
      measureHash(spec, defaultSourceOf(shared));
    expect(hashOf(asking('a / b', 'eu'))).toBe(known);
    expect(hashOf(asking('a / b', 'main'))).not.toBe(known);
    const other = { ...asking('a / b', 'main'), service: 'component:x/y' };
    expect(hashOf(other)).toBe(known);
  });

  it('is still known as it was in the beginning', () => {
    expect(earlyMeasureHash(sloSpec('up'))).toBe(
      'c098d1ff4a6f7c67da16a371a7ad3875',
    );
    expect(
      earlyMeasureHash({
        sli: { kind: 'pushed', every: 'PT1H' },
        method: 'Timeslices',
        timeSliceMinutes: 5,
        timeSliceTarget: 0.95,
      }),
    ).toBe('3ed9396d0119883aaae1ed594978b575');
  });
});
