import { NotFoundError } from '@backstage/errors';
import {
  BreakdownBy,
  BreakdownRow,
  CheckState,
  LevelCount,
  readableRef,
  ScorecardDetail,
  ScorecardDocument,
  ScorecardSummary,
} from '@gold-layer/backstage-plugin-common';
import { groupBy, sumBy } from 'lodash';
import type { LoadedDefinition } from '../../definitions/Definitions';
import type { ServiceScope } from '../../services';
import type { CompiledScorecards } from '../CompiledScorecards';
import type { CheckCountRow, GroupCountRow, LevelCountRow } from './countRows';
import type { CountFilter, CountStore } from './CountStore';

type Definition = LoadedDefinition<ScorecardDocument>;

const columns = {
  owner: 'owner_ref',
  system: 'system_ref',
  domain: 'domain_ref',
  tier: 'tier',
} as const;

/** Shows scorecards with how the visible services do on them. */
export class ScorecardReader {
  readonly #scorecards: CompiledScorecards;
  readonly #counts: CountStore;

  private constructor(options: {
    scorecards: CompiledScorecards;
    counts: CountStore;
  }) {
    this.#scorecards = options.scorecards;
    this.#counts = options.counts;
  }

  static create(options: {
    scorecards: CompiledScorecards;
    counts: CountStore;
  }): ScorecardReader {
    return new ScorecardReader(options);
  }

  async list(scope: ServiceScope): Promise<ScorecardSummary[]> {
    const counts = scope.nothing ? [] : await this.#counts.levels(scope);
    return this.#scorecards
      .current()
      .definitions.map(definition => summarize(definition, counts));
  }

  async detail(
    name: string,
    filter: CountFilter,
    scope: ServiceScope,
  ): Promise<ScorecardDetail> {
    const definition = this.definition(name);
    const [levels, checks] = await Promise.all([
      this.#counts.levels(scope, { scorecard: name, filter }),
      this.#counts.checks(name, scope, filter),
    ]);
    return {
      ...summarize(definition, levels),
      checks: definition.document.spec.levels.flatMap(level =>
        level.checks.map(check => ({
          check: check.id,
          title: check.title,
          why: check.why,
          howToFix: check.howToFix,
          effort: check.effort,
          rule: check.rule,
          appliesTo: check.appliesTo,
          level: level.name,
          counts: countStates(checks, check.id),
        })),
      ),
      source: definition.source,
    };
  }

  /** The first groups and how many there are: those with the lowest average level first, of equal ones the largest, then by name. */
  async breakdown(
    name: string,
    { by, limit, ...filter }: CountFilter & { by: BreakdownBy; limit?: number },
    scope: ServiceScope,
  ): Promise<{ items: BreakdownRow[]; totalItems: number }> {
    this.definition(name);
    const rows = await this.#counts.groups(name, columns[by], scope, filter);
    const groups = worstFirst(rows);
    const shown = groups.slice(0, limit);
    if (by === 'tier') return { items: shown, totalItems: groups.length };
    const titles = await this.#counts.titles(
      by === 'owner' ? 'owner' : 'area',
      shown.flatMap(({ value }) => value ?? []),
    );
    const items = shown.map(row => ({
      ...row,
      title: row.value && (titles.get(row.value) ?? readableRef(row.value)),
    }));
    return { items, totalItems: groups.length };
  }

  /** @throws NotFoundError naming those that exist */
  definition(name: string): Definition {
    const { definitions } = this.#scorecards.current();
    const found = definitions.find(definition => definition.name === name);
    if (found) return found;
    const names = definitions.map(each => each.name).join(', ');
    throw new NotFoundError(
      `No scorecard found with name '${name}'; there are ${names || 'none'}`,
    );
  }
}

/** A scorecard with its distribution, made of counts of any scorecards. */
export function summarize(
  definition: Definition,
  counts: LevelCountRow[],
): ScorecardSummary {
  const mine = counts.filter(row => row.scorecard === definition.name);
  const applicable = sumBy(mine, 'applicable');
  return {
    name: definition.name,
    title: definition.title,
    description: definition.document.metadata.description,
    version: definition.version,
    origin: definition.origin,
    services: sumBy(mine, 'services'),
    levels: toLevels(definition, mine),
    passRate: applicable > 0 ? sumBy(mine, 'passed') / applicable : undefined,
    coverage:
      applicable > 0 ? 1 - sumBy(mine, 'unknown') / applicable : undefined,
  };
}

/** Groups made of their counts per level. */
function worstFirst(rows: GroupCountRow[]): BreakdownRow[] {
  const groups = Object.values(groupBy(rows, row => row.value ?? '')).map(
    group => {
      const services = sumBy(group, 'services');
      const applicable = sumBy(group, 'applicable');
      const levels: Record<string, number> = {};
      for (const { level, services: count } of group) {
        levels[level] = (levels[level] ?? 0) + count;
      }
      return {
        average: sumBy(group, row => row.rank * row.services) / services,
        row: {
          value: group[0].value ?? undefined,
          services,
          levels,
          passRate:
            applicable > 0 ? sumBy(group, 'passed') / applicable : undefined,
        },
      };
    },
  );
  return groups
    .sort(
      (a, b) =>
        a.average - b.average ||
        b.row.services - a.row.services ||
        ((a.row.value ?? '') < (b.row.value ?? '') ? -1 : 1),
    )
    .map(({ row }) => row);
}

/** Every level from the ground up, also those that nobody holds. */
function toLevels(
  definition: Definition,
  counts: LevelCountRow[],
): LevelCount[] {
  const ladder = [
    { name: 'none', title: 'No level yet' },
    ...definition.document.spec.levels,
  ];
  return ladder.map(({ name, title }, rank) => ({
    level: name,
    title,
    rank,
    services: sumBy(
      counts.filter(({ level }) => level === name),
      'services',
    ),
  }));
}

function countStates(
  rows: CheckCountRow[],
  check: string,
): Record<CheckState, number> {
  const counts = {
    fail: 0,
    unknown: 0,
    waived: 0,
    upcoming: 0,
    pass: 0,
    'not-applicable': 0,
  };
  for (const row of rows) {
    if (row.check === check) counts[row.state] += row.services;
  }
  return counts;
}
