import {
  budgetStates,
  checkStates,
  sloStates,
} from '@gold-layer/backstage-plugin-common';
import { budgetTone, levelTone, sloTone, stateTone, type Tone } from './tones';

// What lies behind panels and pages in the portal's own two themes.
const backgrounds = {
  light: ['#FFFFFF', '#F8F8F8'],
  dark: ['#424242', '#333333'],
} as const;
const levels = [
  { name: 'none', rank: 0 },
  { name: 'bronze', rank: 1 },
  { name: 'silver', rank: 2 },
  { name: 'gold', rank: 3 },
  { name: 'platinum', rank: 4 },
  ...[1, 2, 3, 4, 9].map(rank => ({ name: `step ${rank}`, rank })),
];

describe.each(['light', 'dark'] as const)('in the %s theme', mode => {
  const tones: [string, Tone][] = [
    ...levels.map((level): [string, Tone] => [
      level.name,
      levelTone(mode, level),
    ]),
    ...checkStates.map((state): [string, Tone] => [
      state,
      stateTone(mode, state),
    ]),
    ...sloStates.map((state): [string, Tone] => [
      `an SLO that is ${state}`,
      sloTone(mode, state),
    ]),
    ...budgetStates.map((state): [string, Tone] => [
      `a budget that is ${state}`,
      budgetTone(mode, state),
    ]),
  ];

  it('green is only what was measured and found in order', () => {
    const green = stateTone(mode, 'pass');
    expect(sloStates.filter(state => sloTone(mode, state) === green)).toEqual([
      'ok',
    ]);
    expect(
      budgetStates.filter(state => budgetTone(mode, state) === green),
    ).toEqual(['healthy']);
  });

  it.each(tones)('words of %s can be read on their tint', (_, tone) => {
    for (const background of backgrounds[mode]) {
      const behind = over(tone.tint, background);
      expect(contrast(parse(tone.text).rgb, behind)).toBeGreaterThan(4.5);
    }
  });
});

type Rgb = [number, number, number];

function parse(color: string): { rgb: Rgb; alpha: number } {
  const rgba = /rgba\((\d+),(\d+),(\d+),([\d.]+)\)/.exec(color);
  const [r, g, b] = rgba
    ? rgba.slice(1, 4).map(Number)
    : [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
  return { rgb: [r, g, b], alpha: rgba ? Number(rgba[4]) : 1 };
}

function over(color: string, background: string): Rgb {
  const { rgb, alpha } = parse(color);
  const below = parse(background).rgb;
  const [r, g, b] = rgb.map((c, i) => c * alpha + below[i] * (1 - alpha));
  return [r, g, b];
}

/** Contrast as WCAG 2 defines it. */
function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map(channel => {
    const c = channel / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
