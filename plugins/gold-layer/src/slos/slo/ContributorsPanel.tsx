import type { SloDetail } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useGoldLayer } from '../../api';
import { BarList, EmptyState, Loaded, Panel, useTones } from '../../ui';
import { eventsWords, shareWords, unitOf } from '../figures';
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
  const tones = useTones();
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
            {({ items, problem }) =>
              items.length === 0 ? (
                <EmptyState
                  why={problem ?? 'Nothing bad happened in this time.'}
                />
              ) : (
                <>
                  <BarList
                    full={1}
                    items={items.map(item => ({
                      key: item.value,
                      label: item.value || '(without this label)',
                      note: `${eventsWords(item.bad)} ${unit.many}`,
                      value: item.share,
                      shown: shareWords(item.share),
                      color: tones.bad.fill,
                    }))}
                  />
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
