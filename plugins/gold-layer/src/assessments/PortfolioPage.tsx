import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { EmptyState, Loaded, PageBody, Pager } from '../ui';
import { HeatMap } from './HeatMap';
import { OpenAssessments } from './OpenAssessments';
import { PortfolioFilters } from './PortfolioFilters';
import { PortfolioPanels } from './PortfolioPanels';
import { StartDialog } from './StartDialog';
import { pageSize, usePortfolio, type Portfolio } from './usePortfolio';

/** How mature everybody is, by one rubric: the weakest first. */
export function PortfolioPage() {
  const portfolio = usePortfolio();
  const [starting, setStarting] = useState(false);
  return (
    <PageBody>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          justifyContent: 'space-between',
          alignItems: 'baseline',
          gap: 1,
          mb: 2,
        }}
      >
        <Typography
          component="h2"
          sx={{ fontSize: '1.25rem', fontWeight: 700, m: 0 }}
        >
          How mature are we, and where is the next step?
        </Typography>
        <Button
          variant="outlined"
          size="small"
          onClick={() => setStarting(true)}
        >
          Start an assessment
        </Button>
      </Box>
      <OpenAssessments />
      <Loaded query={portfolio.rubrics} lines={8}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              why="There is no rubric to assess by."
              todo="Rubrics are documents of the kind Rubric; the page Health says whether one was refused."
            />
          ) : (
            <Measured portfolio={portfolio} />
          )
        }
      </Loaded>
      {starting && (
        <StartDialog
          rubric={portfolio.rubric?.name}
          onClose={() => setStarting(false)}
        />
      )}
    </PageBody>
  );
}

function Measured(props: { portfolio: Portfolio }) {
  const { portfolio } = props;
  const { query, paging, used, change } = portfolio;
  return (
    <>
      <PortfolioFilters portfolio={portfolio} />
      <Loaded query={query} lines={10}>
        {({ items, summary }) => (
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '100%' }}>
            {summary.assessed > 0 && (
              <PortfolioPanels
                summary={summary}
                onSort={sort => change({ sort, order: undefined })}
              />
            )}
            {items.length === 0 ? (
              <EmptyState
                why={
                  used > 0
                    ? 'Nothing matches these filters.'
                    : 'There is nothing here that you may see.'
                }
              />
            ) : (
              <Paper
                variant="outlined"
                sx={{ borderRadius: '10px', px: 2, pt: 1 }}
              >
                <HeatMap
                  rows={items}
                  dimensions={summary.dimensions}
                  bands={summary.bands}
                  sort={portfolio.sort}
                  order={portfolio.order}
                  onSort={(sort, order) => change({ sort, order })}
                />
                <Pager
                  paging={paging}
                  noun="subject"
                  pageSize={pageSize}
                  answer={query.data}
                  busy={query.isPlaceholderData}
                />
              </Paper>
            )}
          </Box>
        )}
      </Loaded>
    </>
  );
}
