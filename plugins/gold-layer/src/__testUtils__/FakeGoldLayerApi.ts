import type {
  RouteInput,
  RouteName,
  RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import type { GoldLayerApi } from '../api';

type Finder<N extends RouteName> = (
  input: RouteInput<N>,
) => RouteOutput<N> | Promise<RouteOutput<N>>;
type Answer<N extends RouteName> = RouteOutput<N> | Error | Finder<N>;

/** What the backend would say: an answer, a way to find one, or an error. */
export type FakeAnswers = { [N in RouteName]?: Answer<N> };

/** A backend that answers from a table and remembers what it was asked. */
export class FakeGoldLayerApi implements GoldLayerApi {
  readonly #answers: FakeAnswers;
  readonly calls: { name: RouteName; input: unknown }[] = [];

  private constructor(answers: FakeAnswers) {
    this.#answers = answers;
  }

  static create(answers: FakeAnswers): FakeGoldLayerApi {
    return new FakeGoldLayerApi(answers);
  }

  async call<N extends RouteName>(
    name: N,
    input: RouteInput<N>,
  ): Promise<RouteOutput<N>> {
    this.calls.push({ name, input });
    const answer: Answer<N> | undefined = this.#answers[name];
    if (answer instanceof Error) throw answer;
    if (answer === undefined) {
      throw new Error(`The fake backend has no answer to ${name}.`);
    }
    return isFinder(answer) ? answer(input) : answer;
  }

  async download<N extends RouteName>(
    name: N,
    input: RouteInput<N>,
  ): Promise<Blob> {
    return new Blob([String(await this.call(name, input))]);
  }

  /** The last input of an operation. */
  lastInput<N extends RouteName>(name: N): unknown {
    return this.calls.filter(call => call.name === name).pop()?.input;
  }
}

function isFinder<N extends RouteName>(answer: Answer<N>): answer is Finder<N> {
  return typeof answer === 'function';
}
