import { useApi } from '@backstage/core-plugin-api';
import type {
  AnsweredControl,
  Review,
  RouteInput,
  RouteName,
  RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import {
  useMutation,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { goldLayerApiRef, queryKeyOf, type GoldLayerApi } from '../../api';

/** Operations that change a review and answer it as it then stands. */
export type ReviewStep = {
  [N in RouteName]: RouteOutput<N> extends Review
    ? N extends 'getReview'
      ? never
      : N
    : never;
}[RouteName];

/** The review that the screen shows: one copy, changed by every answer of the backend. */
export class ShownReview {
  readonly #id: string;
  readonly #api: GoldLayerApi;
  readonly #queries: QueryClient;

  private constructor(id: string, api: GoldLayerApi, queries: QueryClient) {
    this.#id = id;
    this.#api = api;
    this.#queries = queries;
  }

  static create(
    id: string,
    from: { api: GoldLayerApi; queries: QueryClient },
  ): ShownReview {
    return new ShownReview(id, from.api, from.queries);
  }

  get #key() {
    return queryKeyOf('getReview', { id: this.#id });
  }

  current(): Review | undefined {
    return this.#queries.getQueryData<Review>(this.#key);
  }

  async reload(): Promise<Review> {
    return this.#queries.fetchQuery({
      queryKey: this.#key,
      queryFn: () => this.#api.call('getReview', { id: this.#id }),
      staleTime: 0,
    });
  }

  /** Shows what a step has made of it; an answer overtaken by a later one is dropped. */
  async replace(review: Review): Promise<void> {
    await this.#queries.cancelQueries({ queryKey: this.#key });
    this.#queries.setQueryData<Review>(this.#key, shown =>
      shown && shown.version > review.version ? shown : review,
    );
  }

  /** Shows one saved answer; all other parts of the page stay as they are. */
  async answered(answer: AnsweredControl): Promise<void> {
    // An older picture of the review may be on its way: it would undo this one.
    await this.#queries.cancelQueries({ queryKey: this.#key });
    this.#queries.setQueryData<Review>(
      this.#key,
      shown => shown && withAnswer(shown, answer),
    );
  }

  /** Everything else that tells of reviews is asked for again when it is next looked at. */
  async othersHaveChanged(): Promise<void> {
    await this.#queries.invalidateQueries({
      queryKey: ['gold-layer'],
      predicate: ({ queryKey }) => queryKey[1] !== 'getReview',
    });
  }
}

function withAnswer(review: Review, answer: AnsweredControl): Review {
  return {
    ...review,
    version: Math.max(review.version, answer.version),
    progress: answer.progress,
    sections: review.sections.map(section =>
      section.section === answer.section
        ? {
            ...section,
            signOff: answer.signOff,
            controls: section.controls.map(control =>
              control.control === answer.control.control &&
              control.version <= answer.control.version
                ? answer.control
                : control,
            ),
          }
        : section,
    ),
  };
}

/** The one copy of a review. */
export function useShownReview(id: string): ShownReview {
  const api = useApi(goldLayerApiRef);
  const queries = useQueryClient();
  return useMemo(
    () => ShownReview.create(id, { api, queries }),
    [id, api, queries],
  );
}

/**
 * A step that changes the review, such as a submission or a decision. As of any
 * other action, `onDone` is called as soon as it is done, also when whoever did
 * it looks at something else by then.
 */
export function useReviewStep<N extends ReviewStep>(
  name: N,
  id: string,
  options: { onDone?: (review: Review, input: RouteInput<N>) => void } = {},
): UseMutationResult<Review, Error, RouteInput<N>> {
  const api = useApi(goldLayerApiRef);
  const shown = useShownReview(id);
  return useMutation({
    mutationFn: async (input: RouteInput<N>): Promise<Review> => {
      const review: Review = await api.call(name, input);
      return review;
    },
    onSuccess: async (review, input) => {
      options.onDone?.(review, input);
      await shown.replace(review);
      await shown.othersHaveChanged();
    },
    // Refused because it had moved on: show how it stands.
    onError: () =>
      shown.reload().then(
        () => undefined,
        () => undefined,
      ),
  });
}
