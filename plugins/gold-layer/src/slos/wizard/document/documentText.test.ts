import {
  readSloDocuments,
  writeOpenSlo,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import { checkout as service, standingText } from '../fixtures';
import { losesComments, withFile, withSlo } from './documentText';

const read = (text: string) => {
  const { slos, problems } = readSloDocuments(text, { service });
  expect(problems).toEqual([]);
  return slos;
};
const [latency] = read(standingText);
const fresh: SloSpec = {
  ...latency,
  id: 'default.checkout.availability',
  name: 'availability',
  title: 'Orders go through',
};

describe('withSlo', () => {
  it('is the document alone where nothing stands', () => {
    expect(withSlo(undefined, fresh)).toBe(writeOpenSlo(fresh));
    expect(withSlo(' \n', fresh)).toBe(writeOpenSlo(fresh));
  });

  it('goes to the end of what stands, which stays as it was written', () => {
    const text = withSlo(standingText, fresh);
    expect(text.startsWith(standingText)).toBe(true);
    expect(read(text).map(({ id }) => id)).toEqual([latency.id, fresh.id]);
    // Once more is no second one.
    expect(withSlo(text, fresh)).toBe(text);
  });

  it.each([0, 1, 2])(
    'takes the place of the document that has it: the one at %s',
    at => {
      const names = ['a', 'b', 'c'];
      const all = names.map(name => ({
        ...latency,
        id: `default.checkout.${name}`,
        name,
      }));
      const text = all.map(writeOpenSlo).join('---\n');
      const changed = { ...all[at], objective: '0.95' };
      expect(read(withSlo(text, changed))).toEqual(
        all.map((slo, index) => (index === at ? changed : slo)),
      );
    },
  );

  it('keeps the other objectives of a document that has several', () => {
    const text = standingText.replace(
      '    - target: 0.99\n',
      '    - target: 0.99\n    - target: 0.999\n',
    );
    const [first, second] = read(text);
    expect(read(withSlo(text, { ...second, objective: '0.995' }))).toEqual([
      first,
      { ...second, objective: '0.995' },
    ]);
  });

  it('does not lose what it cannot read', () => {
    expect(withSlo('kind: [', fresh)).toContain('kind: [');
  });
});

describe('withFile', () => {
  it('puts each SLO of the file into what stands', () => {
    const file = [{ ...latency, objective: '0.95' }, fresh]
      .map(writeOpenSlo)
      .join('---\n');
    expect(
      read(withFile(standingText, file, service)).map(
        ({ name, objective }) => `${name} ${objective}`,
      ),
    ).toEqual(['latency 0.95', 'availability 0.99']);
    expect(withFile(undefined, file, service)).toBe(file);
    expect(withFile(standingText, 'nonsense', service)).toContain('nonsense');
  });
});

describe('losesComments', () => {
  it('knows comments within the document only', () => {
    const inside = standingText.replace(
      '  objectives:',
      '  # why\n  objectives:',
    );
    expect(losesComments(inside, latency)).toBe(true);
    expect(losesComments(standingText, latency)).toBe(false);
    expect(losesComments(inside, fresh)).toBe(false);
    expect(losesComments(undefined, fresh)).toBe(false);
  });
});
