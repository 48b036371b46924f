import { useApi } from '@backstage/core-plugin-api';
import type { Assessment } from '@gold-layer/backstage-plugin-common';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { goldLayerApiRef, queryKeyOf } from '../api';
import { BrowserEditStore, EditQueue, useFlushing } from '../saving';
import { gradingFieldsSchema, savedOf, type GradingFields } from './grading';

/** Saves the gradings of one assessment while its page is open, and what an earlier visit left unsent. */
export function useGradingQueue(
  id: string,
  user: string,
): EditQueue<GradingFields> {
  const api = useApi(goldLayerApiRef);
  const queries = useQueryClient();
  // Where it is known only later who writes, the queue that they have begun goes on.
  const [writer] = useState(user);
  const queue = useMemo(() => {
    const queryKey = queryKeyOf('getAssessment', { id });
    const show = async (assessment: Assessment) => {
      // An older picture may be on its way: it would undo this one.
      await queries.cancelQueries({ queryKey });
      queries.setQueryData<Assessment>(queryKey, shown =>
        shown && shown.version > assessment.version ? shown : assessment,
      );
    };
    const known = (assessment: Assessment, dimension: string) => {
      const saved = savedOf(assessment, dimension);
      if (!saved) throw new Error(`There is no dimension '${dimension}'.`);
      return saved;
    };
    return EditQueue.create<GradingFields>({
      send: async ({ key, version, change }) => {
        const assessment = await api.call('gradeDimension', {
          id,
          dimension: key,
          body: { version, ...change },
        });
        await show(assessment);
        return known(assessment, key);
      },
      current: key => savedOf(queries.getQueryData(queryKey), key),
      reload: async key => {
        const assessment = await api.call('getAssessment', { id });
        await show(assessment);
        return savedOf(assessment, key);
      },
      store: BrowserEditStore.create({
        subject: `assessment ${id}`,
        user: writer,
        fields: gradingFieldsSchema,
      }),
    });
  }, [api, queries, id, writer]);
  useFlushing(queue);
  return queue;
}
