import { pathsOf, placesOf } from './replayPaths';

const at = (day: number) => `2026-11-0${day}T00:00:00Z`;

describe('the chart of a replay', () => {
  it('lies between the lowest tick and an untouched budget', () => {
    expect(
      placesOf(
        [
          { at: at(1), remaining: 1 },
          { at: at(2) },
          { at: at(3), remaining: 0 },
          { at: at(5), remaining: -1 },
        ],
        -1,
      ),
    ).toEqual([
      { x: 0, y: 0 },
      { x: 25 },
      { x: 50, y: 50 },
      { x: 100, y: 100 },
    ]);
    expect(placesOf([], 0)).toEqual([]);
  });

  it('draws no line where nothing is known', () => {
    const { line, area } = pathsOf([
      { x: 0, y: 10 },
      { x: 10, y: 20 },
      { x: 20 },
      { x: 30, y: 60 },
      { x: 40, y: 70 },
    ]);
    expect(line).toBe('M0 10L10 20M30 60L40 70');
    expect(area(50)).toBe('M0 50L0 10L10 20L10 50ZM30 50L30 60L40 70L40 50Z');
    expect(pathsOf([]).line).toBe('');
  });
});
