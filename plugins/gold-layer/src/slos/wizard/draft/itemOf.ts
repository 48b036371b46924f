import {
  serviceRecordSchema,
  sliMenu,
  type ServiceType,
  type SliMenuItem,
} from '@gold-layer/backstage-plugin-common';
import { objectiveWords } from '../../figures';
import type { SloDraft } from './draft';

/** Stands for an indicator that the menu does not have. */
export const ownItem = 'own';

/** Types of a service as people say them. */
export const serviceTypeWords: Record<ServiceType, string> = {
  api: 'API',
  web: 'Web site',
  'data-pipeline': 'Data pipeline',
  storage: 'Storage',
  streaming: 'Streaming',
  batch: 'Batch jobs',
  'ml-model': 'Machine learning model',
};

/** A type of a service, if the word is one. */
export function serviceTypeOf(word: string): ServiceType | undefined {
  return serviceRecordSchema.shape.serviceType.safeParse(word).data;
}

/** The item of the menu that was chosen, if it was one. */
export function itemOf(
  draft: Pick<SloDraft, 'serviceType' | 'item'>,
): SliMenuItem | undefined {
  return sliMenu(serviceTypeOf(draft.serviceType)).find(
    ({ id }) => id === draft.item,
  );
}

/** What follows for the draft from choosing an item: its title and name, how it is measured, a target to begin with. */
export function draftOfItem(item: SliMenuItem | undefined): Partial<SloDraft> {
  if (!item) {
    return { item: ownItem, title: '', name: '', how: 'queries' };
  }
  return {
    item: item.id,
    title: item.title,
    name: item.id,
    how: item.kind === 'pushed' ? 'pushed' : 'metrics',
    metric: '',
    badMetric: '',
    bad: [],
    bound: 'bound' in item ? String(item.bound) : '',
    target: percentOf(item.objective),
    ...(item.kind === 'gauge' && {
      queryKind: 'threshold' as const,
      op: item.op,
      value: String(item.bound),
    }),
  };
}

/** `99.9` for `0.999`, digit by digit. */
export function percentOf(objective: string): string {
  return objectiveWords(objective).replace('%', '');
}
