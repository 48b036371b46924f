import type {
  RouteOutput,
  SloDetail,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useGoldLayer } from '../../api';
import {
  type BarItem,
  BarList,
  EmptyState,
  Loaded,
  Panel,
  shareWords,
  useTones,
} from '../../ui';
import { eventsWords, unitOf } from '../figures';
import { refetchInterval } from '../list/useSloList';

const spans = [
  { minutes: 60, words: 'Last hour' },
  { minutes: 360, words: 'Last six hours' },
  { minutes: 1440, words: 'Last day' },
  { minutes: 10_080, words: 'Last seven days' },
  { minutes: 40_320, words: 'Last 28 days' },
];

/** Who or what the bad events came from, by a label of the document. */
export function ContributorsPanel(props: { slo: SloDetail }) {
  const { slo } = props;
  const [label, setLabel] = useState(slo.spec.contributors?.[0]);
  const [minutes, setMinutes] = useState(1440);
  const query = useGoldLayer(
    'getSloContributors',
    { id: slo.id, label, minutes },
    { refetchInterval, enabled: label !== undefined },
  );
  const unit = unitOf(slo.method);
  return (
    <Panel title="Contributors" question="Who or what did it come from?">
      {label === undefined ? (
        <EmptyState
          why="The document names no labels to tell contributors apart by."
          todo="Name them in the annotation gold-layer.io/contributors, such as “route, region”."
        />
      ) : (
        <>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 1 }}>
            <TextField
              select
              size="small"
              label="By"
              value={label}
              onChange={event => setLabel(event.target.value)}
              sx={{ minWidth: 130 }}
            >
              {(slo.spec.contributors ?? []).map(each => (
                <MenuItem key={each} value={each}>
                  {each}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              select
              size="small"
              label="Within"
              value={minutes}
              onChange={event => setMinutes(Number(event.target.value))}
              sx={{ minWidth: 150 }}
            >
              {spans.map(span => (
                <MenuItem key={span.minutes} value={span.minutes}>
                  {span.words}
                </MenuItem>
              ))}
            </TextField>
          </Box>
          <Loaded query={query} lines={3}>
            {({ items, others, problem }) =>
              items.length === 0 ? (
                <EmptyState
                  why={problem ?? 'Nothing bad happened in this time.'}
                />
              ) : (
                <>
                  <Shares items={items} others={others} unit={unit.many} />
                  {problem && (
                    <Box sx={{ color: 'text.secondary', mt: 1 }}>{problem}</Box>
                  )}
                </>
              )
            }
          </Loaded>
        </>
      )}
    </Panel>
  );
}

/** Each with its share of all bad events; those that are not told one by one stand in the last line. */
function Shares(
  props: Pick<RouteOutput<'getSloContributors'>, 'items' | 'others'> & {
    unit: string;
  },
) {
  const { items, others, unit } = props;
  const tones = useTones();
  const toItem = (
    { bad, share }: { bad: number; share: number },
    shown: Pick<BarItem, 'key' | 'label' | 'color'>,
  ): BarItem => ({
    ...shown,
    note: `${eventsWords(bad)} ${unit}`,
    value: share,
    shown: shareWords(share),
  });
  const bars = items.map(item =>
    toItem(item, {
      key: `value ${item.value}`,
      label: item.value || '(without this label)',
      color: tones.bad.fill,
    }),
  );
  if (others) {
    const label = 'All others together';
    bars.push(
      toItem(others, { key: 'others', label, color: tones.neutral.fill }),
    );
  }
  return <BarList full={1} items={bars} />;
}
