import { Environment, EvaluationError } from '@marcbachmann/cel-js';
import type {
  Expectation,
  FactType,
  FactValue,
  RuleOutcome,
} from '@gold-layer/backstage-plugin-common';
import { momentInWords } from '@gold-layer/backstage-plugin-common';
import { uniqBy } from 'lodash';
import type { FactRegistry } from '../facts/FactRegistry';
import { nearestField } from './nearestField';
import { readExpectations, shownName } from './readExpectations';
import { isRuleNode, RuleNode } from './RuleNode';
import { InputType, serviceFields } from './serviceFields';
import { RuleProblem, RuleRead, walkRule } from './walkRule';

/** What rules are evaluated against: values by variable; made by `createContexts`. */
export type RuleContext = Map<string, unknown>;

/** A rule that may be evaluated any number of times. */
export interface CompiledRule {
  text: string;
  /** Names of the facts it reads, in order of appearance. */
  facts: string[];
  /** Fields of the service that it reads, with `service.` before them. */
  fields: string[];
  /** Whether its answer may change as time passes. */
  readsNow: boolean;
  /** What it asks of its inputs for this service; see {@link readExpectations}. */
  expectations(context: RuleContext): Expectation[] | undefined;
  evaluate(context: RuleContext): RuleOutcome;
}

/** What came of compiling a rule. */
export type Compilation =
  | { rule: CompiledRule; problems?: undefined }
  | { rule?: undefined; problems: RuleProblem[] };

/** Under this name, which no rule can read, a context keeps until when stale facts were valid. */
export const staleSince = ' stale since';

/** The same for facts that name a time which is yet to come, as they may not: that time. */
export const yetToCome = ' yet to come';

/** Generous for people, and little enough that no rule takes noticeable time. */
const limits = {
  maxAstNodes: 300,
  maxDepth: 40,
  maxListElements: 100,
  maxMapEntries: 50,
  maxCallArguments: 8,
};

const typeOf: Record<FactType, InputType> = {
  boolean: 'bool',
  number: 'double',
  string: 'string',
  timestamp: 'google.protobuf.Timestamp',
  list: 'list<string>',
};

const arithmetic: [string, (a: number, b: number) => number][] = [
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
];

/**
 * CEL over typed facts and fields of the service.
 *
 * Every `facts.a.b` is put to the library as a variable of its own, named
 * `facts_a_b`, and `has(facts.a.b)` as `has_facts_a_b`: the library then
 * checks its type, finds it without walking through objects, and says by name
 * which one was missing. Names are padded, so that places in the text stay
 * what they were.
 */
export class RuleLanguage {
  readonly #environment: Environment;
  readonly #facts: FactRegistry;
  /** Inputs that some rule asks for the presence of. */
  readonly #present = new Set<string>();

  private constructor(facts: FactRegistry) {
    this.#facts = facts;
    this.#environment = createEnvironment();
    for (const [name, { type }] of serviceFields) this.#declare(name, type);
    for (const { name, type } of facts.all()) {
      this.#declare(`facts.${name}`, typeOf[type]);
    }
  }

  /** A language over the facts that are defined at this moment. */
  static create(options: { facts: FactRegistry }): RuleLanguage {
    return new RuleLanguage(options.facts);
  }

  /** Names, with their root, that appear in a `has(…)` of any rule compiled so far. */
  presences(): ReadonlySet<string> {
    return this.#present;
  }

  /** Whether a fact may name a time that is yet to come. */
  mayLieAhead(fact: string): boolean {
    return this.#facts.get(fact)?.ahead === true;
  }

  /** Parses and type-checks a rule. `serviceOnly` leaves it no facts and no time. */
  compile(text: string, options: { serviceOnly?: boolean } = {}): Compilation {
    try {
      const root: unknown = this.#environment.parse(text).ast;
      const { reads, problems, literals } = walkRule(root);
      problems.push(
        ...reads.flatMap(read => this.#checkRead(read, options)),
        ...literals.flatMap(({ start, end }) =>
          this.#checkLiteral(text.slice(start, end)),
        ),
      );
      if (problems.length > 0 || !isRuleNode(root)) {
        return { problems: uniqBy(problems, 'reason') };
      }
      const flat = flatten(text, reads);
      const { valid, type, error } = this.#environment.check(flat);
      if (!valid || type !== 'bool') {
        const reason =
          error?.summary ?? `It yields ${type}; a rule has to yield bool`;
        return { problems: [{ reason: `${reason}${excerpt(text, error)}` }] };
      }
      for (const { name, presence } of reads) {
        if (presence) this.#present.add(name);
      }
      return { rule: this.#toRule(text, flat, { root, reads }) };
    } catch (error) {
      return { problems: [{ reason: summaryOf(error) }] };
    }
  }

  #toRule(
    text: string,
    flat: string,
    { root, reads }: { root: RuleNode; reads: RuleRead[] },
  ): CompiledRule {
    const run = this.#environment.parse(flat);
    const names = [...new Set(reads.map(({ name }) => name))];
    const facts = names.filter(name => name.startsWith('facts.'));
    const expectations = readExpectations<RuleContext>(root, part =>
      this.#compilePart(flat.slice(part.start, part.end)),
    );
    return {
      text,
      facts: facts.map(shownName),
      fields: names.filter(name => name.startsWith('service.')),
      readsNow: names.includes('now'),
      expectations: context => orUndefined(() => expectations?.(context)),
      evaluate: context => {
        try {
          return run(context) === true;
        } catch (error) {
          return { unknown: this.#describeFailure(error, { names, context }) };
        }
      },
    };
  }

  /** Undefined for a part that does not stand alone, such as one that loops around it. */
  #compilePart(flat: string) {
    return orUndefined(() => this.#environment.parse(flat));
  }

  /** Names the input that was missing; anything else is the rule's own error. */
  #describeFailure(
    error: unknown,
    { names, context }: { names: string[]; context: RuleContext },
  ): string {
    if (error instanceof EvaluationError && error.code === 'unknown_variable') {
      const variable = String(error.node?.args);
      const name = names.find(
        each => variable === variableOf(each) || variable === presenceOf(each),
      );
      if (name) return this.#describeMissing(name, context);
    }
    return `The rule failed: ${summaryOf(error)}.`;
  }

  #describeMissing(name: string, context: RuleContext): string {
    if (!name.startsWith('facts.')) {
      const title = serviceFields.get(name)?.title ?? name;
      const place = name.startsWith('service.record.')
        ? ' in the service record'
        : '';
      return `“${title}” is not set${place}.`;
    }
    const fact = shownName(name);
    const title = this.#facts.get(fact)?.title ?? fact;
    const since = timeIn(context.get(staleSince), fact);
    if (since !== undefined) {
      return `“${title}” is out of date since ${momentInWords(since)}.`;
    }
    const at = timeIn(context.get(yetToCome), fact);
    return at === undefined
      ? `“${title}” is not known yet.`
      : `“${title}” says ${momentInWords(at)}, which is yet to come.`;
  }

  #declare(name: string, type: InputType): void {
    this.#environment.registerVariable(variableOf(name), type);
    this.#environment.registerVariable(presenceOf(name), 'bool');
  }

  #checkRead(read: RuleRead, options: { serviceOnly?: boolean }) {
    const { name } = read;
    if (name === 'now' || name.startsWith('facts.')) {
      if (options.serviceOnly) {
        return [{ reason: `'${name}' is not offered here: only service is` }];
      }
      const fact = name.slice('facts.'.length);
      if (name === 'now' || this.#facts.get(fact)) return [];
      const nearest = this.#facts.nearest(fact);
      const hint = nearest ? `; did you mean facts.${nearest}?` : '';
      return [{ reason: `No fact named '${fact}' is defined${hint}` }];
    }
    if (serviceFields.has(name)) return [];
    return [{ reason: `A service has no '${name}'${nearestField(name)}` }];
  }

  #checkLiteral(call: string): RuleProblem[] {
    try {
      this.#environment.evaluate(call);
      return [];
    } catch (error) {
      const hint = call.startsWith('duration')
        ? 'units are h, m, s and ms; a week is 168h'
        : 'expected a time such as 2026-01-31T00:00:00Z';
      return [{ reason: `${summaryOf(error)}; ${hint}` }];
    }
  }
}

/** The variable that stands for an input. */
export function variableOf(name: string): string {
  return name.replaceAll('.', '_');
}

/** The variable that says whether an input is there. */
export function presenceOf(name: string): string {
  return `has_${variableOf(name)}`;
}

function createEnvironment(): Environment {
  const environment = new Environment({ limits });
  environment.registerVariable('now', 'google.protobuf.Timestamp');
  // Facts are doubles; people write 80 as well as 80.0.
  environment.registerOperator(
    'double == int',
    (a: number, b: bigint) => a === Number(b),
  );
  for (const [operator, apply] of arithmetic) {
    environment.registerOperator(
      `double ${operator} int`,
      (a: number, b: bigint) => apply(a, Number(b)),
    );
    environment.registerOperator(
      `int ${operator} double`,
      (a: bigint, b: number) => apply(Number(a), b),
    );
  }
  return environment;
}

function flatten(text: string, reads: RuleRead[]): string {
  let flat = text;
  for (const { name, presence, start, end } of reads) {
    const variable = presence ? presenceOf(name) : variableOf(name);
    flat =
      flat.slice(0, start) + variable.padEnd(end - start) + flat.slice(end);
  }
  return flat;
}

function excerpt(
  text: string,
  error: { range?: { start: number; end: number } } | undefined,
): string {
  if (!error?.range) return '';
  const { start, end } = error.range;
  const part = text.slice(start, Math.max(end, start + 1)).trim();
  return part ? `, in \`${part}\`` : '';
}

function timeIn(times: unknown, fact: string): number | undefined {
  const time: unknown = times instanceof Map ? times.get(fact) : undefined;
  return typeof time === 'number' ? time : undefined;
}

function orUndefined<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function summaryOf(error: unknown): string {
  if (error instanceof Error) {
    return 'summary' in error ? String(error.summary) : error.message;
  }
  return String(error);
}

/** A fact's value as rules see it. */
export function toRuleValue(value: FactValue, type: FactType): unknown {
  return type === 'timestamp' ? new Date(String(value)) : value;
}
