import type { Suggestion } from '@gold-layer/backstage-plugin-common';
import type { FactStore } from '../facts';
import type { CompiledRubric } from './rubrics/compileRubric';
import { suggestGrades } from './rubrics/suggestGrades';
import type { Subject } from './SubjectAccess';

/** Suggests grades from what is stored about a service; of a team no fact speaks. */
export class GradeSuggester {
  readonly #facts: Pick<FactStore, 'factsOf'>;
  readonly #now: () => Date;

  private constructor(options: {
    facts: Pick<FactStore, 'factsOf'>;
    now: () => Date;
  }) {
    this.#facts = options.facts;
    this.#now = options.now;
  }

  static create(options: {
    facts: Pick<FactStore, 'factsOf'>;
    now: () => Date;
  }): GradeSuggester {
    return new GradeSuggester(options);
  }

  /** By dimension. */
  async suggest(
    rubric: CompiledRubric,
    subject: Subject,
  ): Promise<Map<string, Suggestion>> {
    if (subject.kind !== 'service') return new Map();
    const facts = await this.#facts.factsOf([subject.ref]);
    return suggestGrades(rubric, {
      service: subject.service,
      facts: facts.get(subject.ref) ?? [],
      now: this.#now(),
    });
  }
}
