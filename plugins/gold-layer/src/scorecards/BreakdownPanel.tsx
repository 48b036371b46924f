import {
  type BreakdownBy,
  type ScorecardDetail,
  breakdownBySchema,
  breakdownLimit,
} from '@gold-layer/backstage-plugin-common';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useGoldLayer } from '../api';
import { EmptyState, Loaded, Panel, count } from '../ui';
import { BreakdownTable } from './BreakdownTable';
import type { ScorecardFilter } from './useScorecardFilter';

/** As many groups as can be compared at a glance; the worst are first. */
const step = 25;

const tabs: Record<BreakdownBy, string> = {
  owner: 'By team',
  system: 'By system',
  domain: 'By domain',
  tier: 'By tier',
};

function breakdownFrom(search: URLSearchParams): BreakdownBy {
  const by = breakdownBySchema.safeParse(search.get('by'));
  return by.success ? by.data : 'owner';
}

/** The scorecard by team, system, domain or tier; the choice is in the address. */
export function BreakdownPanel(props: {
  scorecard: ScorecardDetail;
  filter: ScorecardFilter;
}) {
  const { scorecard, filter } = props;
  const [search, setSearch] = useSearchParams();
  const by = breakdownFrom(search);
  const [limit, setLimit] = useState(step);
  const query = useGoldLayer('getScorecardBreakdown', {
    name: scorecard.name,
    ...filter,
    by,
    limit,
  });
  const choose = (next: BreakdownBy) =>
    setSearch(
      previous => {
        const params = new URLSearchParams(previous);
        params.set('by', next);
        return params;
      },
      { replace: true },
    );
  return (
    <Panel title="Who stands where" question="Which part needs help most?">
      <Tabs
        value={by}
        onChange={(_, next: BreakdownBy) => choose(next)}
        variant="scrollable"
        scrollButtons={false}
        aria-label="Group services"
        sx={{ minHeight: 40, mb: 1.5 }}
      >
        {breakdownBySchema.options.map(option => (
          <Tab
            key={option}
            value={option}
            label={tabs[option]}
            id={`breakdown-${option}`}
            aria-controls="breakdown"
            sx={{ minHeight: 40, textTransform: 'none', letterSpacing: 0 }}
          />
        ))}
      </Tabs>
      <Box id="breakdown" role="tabpanel" aria-labelledby={`breakdown-${by}`}>
        <Loaded query={query} lines={6}>
          {({ items, totalItems = items.length }) =>
            items.length === 0 ? (
              <EmptyState
                why="There is nothing to compare yet."
                todo="No service you may see, and that the filters above let through, is scored by this scorecard."
              />
            ) : (
              <>
                <BreakdownTable
                  scorecard={scorecard}
                  by={by}
                  rows={items}
                  filter={filter}
                />
                {totalItems > items.length && (
                  <More
                    shown={items.length}
                    all={totalItems}
                    onMore={() => setLimit(Math.min(limit * 2, breakdownLimit))}
                  />
                )}
              </>
            )
          }
        </Loaded>
      </Box>
    </Panel>
  );
}

/** What is left out, and the way to it. */
function More(props: { shown: number; all: number; onMore: () => void }) {
  const { shown, all } = props;
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
    >
      <span>
        The {shown.toLocaleString('en-US')} that need help most, of{' '}
        {count(all, 'group')}.
      </span>
      {shown < breakdownLimit ? (
        <Button size="small" color="inherit" onClick={props.onMore}>
          Show more
        </Button>
      ) : (
        <span>The filters above find the others.</span>
      )}
    </Box>
  );
}
