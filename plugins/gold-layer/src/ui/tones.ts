import { useTheme } from '@mui/material/styles';
import type {
  BudgetState,
  CheckState,
  SloState,
} from '@gold-layer/backstage-plugin-common';

/**
 * A colour in its three uses: `fill` for bars and dots, `tint` behind words,
 * `text` for words upon the tint or the page (contrast of 4.5 and more).
 */
export interface Tone {
  fill: string;
  tint: string;
  text: string;
}

type Mode = 'light' | 'dark';
const tone = (fill: string, tint: string, text: string): Tone => ({
  fill,
  tint,
  text,
});

const metals: Record<Mode, Record<string, Tone>> = {
  light: {
    bronze: tone('#B87745', '#F7EBE0', '#74400F'),
    silver: tone('#94A3B3', '#EAEEF2', '#3F4D5C'),
    gold: tone('#DDA811', '#FCF2D3', '#644900'),
    platinum: tone('#5E8CA8', '#E4F0F6', '#1F4E66'),
  },
  dark: {
    bronze: tone('#D29463', 'rgba(210,148,99,0.18)', '#F3CBA8'),
    silver: tone('#A9B6C4', 'rgba(169,182,196,0.18)', '#DCE4EC'),
    gold: tone('#EBC043', 'rgba(235,192,67,0.18)', '#FFE08A'),
    platinum: tone('#8EBBD6', 'rgba(142,187,214,0.18)', '#CBE6F6'),
  },
};

const ground: Record<Mode, Tone> = {
  light: tone('#CFC8C0', '#F0EEEB', '#57524C'),
  dark: tone('#7D7873', 'rgba(255,255,255,0.08)', '#D6D2CD'),
};

// Ladders whose levels are not named after metals, from the first level up.
const steps: Record<Mode, Tone[]> = {
  light: [
    tone('#B5A6D3', '#F0ECF7', '#4E3B77'),
    tone('#7FA6D6', '#E8F0FA', '#1D4A80'),
    tone('#4FA8A3', '#E1F3F1', '#0E504C'),
    tone('#3F8F5B', '#E3F2E8', '#1B5530'),
  ],
  dark: [
    tone('#B5A6D3', 'rgba(181,166,211,0.18)', '#DDD2F2'),
    tone('#7FA6D6', 'rgba(127,166,214,0.18)', '#C5DCF7'),
    tone('#5DB9B3', 'rgba(93,185,179,0.18)', '#B4E7E3'),
    tone('#5FB37C', 'rgba(95,179,124,0.18)', '#B9E6C8'),
  ],
};

const states: Record<Mode, Record<CheckState, Tone>> = {
  light: {
    fail: tone('#C9423B', '#FBEAE8', '#94201A'),
    unknown: tone('#8B6BB8', '#F1EBF8', '#573787'),
    waived: tone('#5B8CC4', '#E8F0F9', '#1F4C80'),
    upcoming: tone('#3D9AA8', '#E1F2F4', '#0B5360'),
    pass: tone('#4C9A62', '#E6F3E9', '#1D5A2E'),
    'not-applicable': tone('#BDBDBD', '#F0F0F0', '#595959'),
  },
  dark: {
    fail: tone('#F0776E', 'rgba(240,119,110,0.18)', '#FFC2BB'),
    unknown: tone('#B79AE0', 'rgba(183,154,224,0.20)', '#E2D0FB'),
    waived: tone('#86B3E6', 'rgba(134,179,230,0.18)', '#C3DEFA'),
    upcoming: tone('#6CC3D0', 'rgba(108,195,208,0.18)', '#B5E8EF'),
    pass: tone('#74C28B', 'rgba(116,194,139,0.18)', '#BAE8C7'),
    'not-applicable': tone('#8A8A8A', 'rgba(255,255,255,0.08)', '#D0D0D0'),
  },
};

// Between good and bad there are two more steps of a budget.
const amber: Record<Mode, Tone> = {
  light: tone('#D99A1C', '#FCF1DA', '#6B4500'),
  dark: tone('#F0BE55', 'rgba(240,190,85,0.18)', '#FFDF9E'),
};
const orange: Record<Mode, Tone> = {
  light: tone('#DB6E27', '#FCEBDF', '#853806'),
  dark: tone('#F39A5B', 'rgba(243,154,91,0.18)', '#FFCFAE'),
};

/** The colour of an SLO's state. Whatever was not measured has the colour of the unknown. */
export function sloTone(mode: Mode, state: SloState): Tone {
  return {
    exhausted: states[mode].fail,
    'at-risk': orange[mode],
    error: states[mode].unknown,
    stale: states[mode].unknown,
    partial: states[mode].unknown,
    'no-data': states[mode].unknown,
    invalid: states[mode].unknown,
    idle: ground[mode],
    ok: states[mode].pass,
  }[state];
}

/** The colour of a budget's state by its policy. */
export function budgetTone(mode: Mode, state: BudgetState): Tone {
  return {
    exhausted: states[mode].fail,
    critical: orange[mode],
    warning: amber[mode],
    unknown: states[mode].unknown,
    healthy: states[mode].pass,
  }[state];
}

/** The colour of a level: by its metal, or else by how high it stands. */
export function levelTone(
  mode: Mode,
  level: { name?: string; rank: number },
): Tone {
  if (level.rank <= 0 || !level.name || level.name === 'none') {
    return ground[mode];
  }
  return (
    metals[mode][level.name] ??
    steps[mode][Math.min(level.rank, steps[mode].length) - 1]
  );
}

/** The colour of a check's state. */
export function stateTone(mode: Mode, state: CheckState): Tone {
  return states[mode][state];
}

/** The colours of levels, states and budgets in the portal's present theme. */
export function useTones() {
  const { mode } = useTheme().palette;
  return {
    level: (level: { name?: string; rank: number }) => levelTone(mode, level),
    state: (state: CheckState) => stateTone(mode, state),
    slo: (state: SloState) => sloTone(mode, state),
    budget: (state: BudgetState) => budgetTone(mode, state),
    good: states[mode].pass,
    warning: amber[mode],
    bad: states[mode].fail,
    unknown: states[mode].unknown,
    neutral: ground[mode],
  };
}
