import type { RubricDocument } from './document';

/** What the summary needs to know of one subject. */
export interface PortfolioSubject {
  /** Ref of the owning group, or of the team itself. */
  team?: string;
  /** Absent: never assessed. */
  band?: string;
  overdue?: boolean;
  grades?: Readonly<Record<string, number>>;
}

/** See `PortfolioSummary`; teams by ref, as names are not for rules to know. */
export interface PortfolioFigures {
  subjects: number;
  assessed: number;
  overdue: number;
  bands: { band: string; title: string; subjects: number }[];
  dimensions: {
    dimension: string;
    title: string;
    highest: number;
    mean?: number;
    n: number;
  }[];
  teams: { team: string; assessed: number; dimension: string; mean: number }[];
}

/** Sums and numbers of grades by dimension. */
class Tally {
  assessed = 0;
  readonly sums: number[];
  readonly n: number[];

  private constructor(dimensions: number) {
    this.sums = Array.from({ length: dimensions }, () => 0);
    this.n = Array.from({ length: dimensions }, () => 0);
  }

  static over(dimensions: number): Tally {
    return new Tally(dimensions);
  }

  add(grades: readonly (number | undefined)[]): void {
    this.assessed += 1;
    for (let index = 0; index < grades.length; index += 1) {
      const grade = grades[index];
      if (grade !== undefined) {
        this.sums[index] += grade;
        this.n[index] += 1;
      }
    }
  }

  mean(index: number): number | undefined {
    return this.n[index] === 0 ? undefined : this.sums[index] / this.n[index];
  }
}

/**
 * Sums a portfolio up: how many in which band, the mean of each dimension,
 * and the weakest dimension of each team, weakest team first. Grades of
 * dimensions with different scales are compared as shares of the highest
 * grade. Where two dimensions are equally weak the first of the rubric counts.
 */
export function summarizePortfolio(
  spec: Pick<RubricDocument['spec'], 'dimensions' | 'bands'>,
  subjects: Iterable<PortfolioSubject>,
): PortfolioFigures {
  const scales = spec.dimensions.map(({ id, title, grades }) => ({
    id,
    title,
    lowest: grades[0].grade,
    highest: grades[grades.length - 1].grade,
  }));
  const inBand = new Map(spec.bands.map(({ name }) => [name, 0]));
  const whole = Tally.over(scales.length);
  const teams = new Map<string, Tally>();
  let [count, overdue] = [0, 0];
  for (const { team, band, grades, overdue: late } of subjects) {
    count += 1;
    if (!grades) continue;
    if (late) overdue += 1;
    if (band !== undefined && inBand.has(band)) {
      inBand.set(band, (inBand.get(band) ?? 0) + 1);
    }
    const values = scales.map(({ id }) => grades[id]);
    whole.add(values);
    if (team === undefined) continue;
    const tally = teams.get(team) ?? Tally.over(scales.length);
    tally.add(values);
    teams.set(team, tally);
  }
  return {
    subjects: count,
    assessed: whole.assessed,
    overdue,
    bands: spec.bands.map(({ name, title }) => ({
      band: name,
      title,
      subjects: inBand.get(name) ?? 0,
    })),
    dimensions: scales.map(({ id, title, highest }, index) => ({
      dimension: id,
      title,
      highest,
      mean: whole.mean(index),
      n: whole.n[index],
    })),
    teams: weakest(scales, teams),
  };
}

function weakest(
  scales: { id: string; lowest: number; highest: number }[],
  teams: ReadonlyMap<string, Tally>,
): PortfolioFigures['teams'] {
  const found = [...teams].flatMap(([team, tally]) => {
    const [worst] = scales
      .flatMap(({ id, lowest, highest }, index) => {
        const mean = tally.mean(index);
        if (mean === undefined) return [];
        const share = (mean - lowest) / (highest - lowest);
        return [{ dimension: id, mean, share }];
      })
      .sort((a, b) => a.share - b.share);
    return worst ? [{ team, assessed: tally.assessed, ...worst }] : [];
  });
  return found
    .sort((a, b) => a.share - b.share || (a.team < b.team ? -1 : 1))
    .map(({ share, ...shown }) => shown);
}
