import { useTones, type Tone } from '../ui';

/** From the lowest to the highest share of a grade; the number always stands in the cell. */
export function useHeat(): (grade: number, range: GradeRange) => Tone {
  const tones = useTones();
  return (grade, { lowest, highest }) => {
    const share = (grade - lowest) / (highest - lowest || 1);
    if (share <= 0.1) return tones.bad;
    const rank = [0.4, 0.6, 0.8, Infinity].findIndex(end => share <= end) + 1;
    return tones.level({ name: 'grade', rank });
  };
}

/** The grades a dimension has. */
export interface GradeRange {
  lowest: number;
  highest: number;
}
