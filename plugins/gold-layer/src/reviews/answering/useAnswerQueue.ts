import { useApi } from '@backstage/core-plugin-api';
import { useMemo, useState } from 'react';
import { goldLayerApiRef } from '../../api';
import {
  BrowserEditStore,
  EditQueue,
  createEditing,
  useFlushing,
} from '../../saving';
import { useShownReview } from '../review/useReview';
import {
  answerFieldsSchema,
  controlOf,
  savedOf,
  toAnswer,
  type AnswerFields,
} from './answerFields';

/** Answers of the review that is open, on their way to the backend. */
export const answering = createEditing<AnswerFields>();

/** Saves answers of one review for as long as its page is open, and what an earlier visit left unsent. */
export function useAnswerQueue(
  review: string,
  user: string,
): EditQueue<AnswerFields> {
  const api = useApi(goldLayerApiRef);
  const shown = useShownReview(review);
  // Where it is known only later who writes, the queue that they have begun goes on.
  const [writer] = useState(user);
  const queue = useMemo(
    () =>
      EditQueue.create<AnswerFields>({
        send: async edit => {
          const answer = await api.call('answerControl', {
            id: review,
            control: edit.key,
            body: toAnswer(edit),
          });
          await shown.answered(answer);
          return savedOf(answer.control);
        },
        current: key => {
          const control = controlOf(shown.current(), key);
          return control && savedOf(control);
        },
        reload: async key => {
          const control = controlOf(await shown.reload(), key);
          return control && savedOf(control);
        },
        store: BrowserEditStore.create({
          subject: `review ${review}`,
          user: writer,
          fields: answerFieldsSchema,
        }),
      }),
    [api, shown, review, writer],
  );
  useFlushing(queue);
  return queue;
}
