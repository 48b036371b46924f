import { pointsOf, splitSteps, stepsOf } from './steps';

const at = (text: string) => new Date(`2026-03-${text}Z`);
const shown = (steps: ReturnType<typeof stepsOf>) =>
  steps.map(it =>
    [
      new Date(it.first).toISOString().slice(8, 16),
      new Date(it.last).toISOString().slice(8, 16),
      it.minutes,
      pointsOf(it),
    ].join(' '),
  );

describe('stepsOf', () => {
  it.each([
    ['one bucket', '20T10:00', '20T10:05', ['20T10:05 20T10:05 5 1']],
    ['times between ends', '20T10:01', '20T10:14', ['20T10:05 20T10:10 5 2']],
    ['nothing new yet', '20T10:00', '20T10:04', []],
    ['a moment', '20T10:00', '20T10:00', []],
    [
      'three days and more',
      '10T08:20',
      '20T10:12',
      ['10T09:00 17T10:00 60 170', '17T10:05 20T10:10 5 866'],
    ],
    ['three days sharp', '17T10:00', '20T10:00', ['17T10:05 20T10:00 5 864']],
  ])('asks for %s', (_, from, to, expected) => {
    expect(shown(stepsOf({ from: at(from), to: at(to) }))).toEqual(expected);
  });

  it('asks for nothing that is no longer kept', () => {
    const request = { from: at('01T00:00'), to: at('20T10:00') };
    expect(shown(stepsOf(request, { retentionDays: 4 }))).toEqual([
      '16T11:00 17T10:00 60 24',
      '17T10:05 20T10:00 5 864',
    ]);
    expect(shown(stepsOf(request, { retentionDays: 1 / 24 }))).toEqual([
      '20T09:05 20T10:00 5 12',
    ]);
  });
});

describe('splitSteps', () => {
  it('gives every bucket once', () => {
    const [hours] = stepsOf({ from: at('01T00:00'), to: at('05T00:00') });
    expect(shown(splitSteps(hours, 10))).toEqual([
      '01T01:00 01T10:00 60 10',
      '01T11:00 01T20:00 60 10',
      '01T21:00 02T00:00 60 4',
    ]);
    expect(splitSteps(hours, 24)).toEqual([hours]);
  });
});
