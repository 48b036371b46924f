import {
  promQuote,
  type LabelValues,
} from '@gold-layer/backstage-plugin-common';
import type { PrometheusClient } from '../client/PrometheusClient';
import { lookupAt, textsOf } from './lookup';

const mostValues = 200;

/** Values that a label of a metric had within the last hour, in alphabetical order. */
export async function lookUpValues(
  client: PrometheusClient,
  { metric, label }: { metric: string; label: string },
  options: { signal: AbortSignal },
): Promise<LabelValues> {
  const values = await textsOf(
    lookupAt(client, options),
    `label/${encodeURIComponent(label)}/values`,
    {
      'match[]': `{__name__=${promQuote(metric)}}`,
      // Newer versions need not send what is not shown; one more tells that there is more.
      limit: `${mostValues + 1}`,
    },
  );
  const source = client.source.name;
  return {
    source,
    items: values.toSorted().slice(0, mostValues),
    ...(values.length === 0 && {
      problem: `No series of ${metric} at '${source}' had the label ${label} within the last hour.`,
    }),
    ...(values.length > mostValues && {
      problem: `There are more than ${mostValues} values: the first ones are shown.`,
    }),
  };
}
