import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useRef } from 'react';
import { useGoldLayer } from '../api';
import { EmptyState, Loaded, PageBody, Pager } from '../ui';
import { Narrowings } from './Narrowings';
import { RegisterFilters } from './RegisterFilters';
import { RegisterTable } from './RegisterTable';
import { RiskDebtPanel } from './RiskDebtPanel';
import { pageSize, useRegister } from './useRegister';

/** Every accepted risk you may see: how large, until when, whose. */
export function RiskRegister() {
  const register = useRegister();
  const { filter, query, paging, used, clear } = register;
  const { owner, service } = filter;
  // What a single check adds up to its row says.
  const ofCheck = filter.check !== undefined || filter.scorecard !== undefined;
  const debt = useGoldLayer(
    'getRiskDebt',
    { owner, service },
    { enabled: !ofCheck },
  );
  const list = useRef<HTMLDivElement>(null);
  return (
    <PageBody>
      <Typography
        component="h2"
        sx={{ fontSize: '1.25rem', fontWeight: 700, m: 0, mb: 2 }}
      >
        Which risks do we live with, and until when?
      </Typography>
      {!ofCheck && <RiskDebtPanel query={debt} among={{ owner, service }} />}
      <RegisterFilters register={register} />
      <Narrowings register={register} next={list} />
      <Box
        ref={list}
        component="section"
        aria-label="Waivers"
        tabIndex={-1}
        sx={{ outline: 0 }}
      >
        <Loaded query={query} lines={8}>
          {({ items }) =>
            items.length === 0 ? (
              <Box sx={{ mt: 2 }}>
                {used.all > 0 ? (
                  <EmptyState
                    why="No waiver matches these filters."
                    todo="Loosen one of them, or begin afresh."
                    action={
                      <Button size="small" variant="outlined" onClick={clear}>
                        Clear all filters
                      </Button>
                    }
                  />
                ) : (
                  <EmptyState
                    why="No risk is accepted at the moment, and none waits for approval."
                    todo="When a check fails and cannot be fixed soon, its details on the service's page offer to ask for a waiver."
                  />
                )}
              </Box>
            ) : (
              <Paper
                variant="outlined"
                sx={{ borderRadius: '10px', px: 2, pt: 1, mt: 2 }}
              >
                <RegisterTable waivers={items} />
                <Pager
                  paging={paging}
                  noun="waiver"
                  pageSize={pageSize}
                  answer={query.data}
                  busy={query.isPlaceholderData}
                />
              </Paper>
            )
          }
        </Loaded>
      </Box>
    </PageBody>
  );
}
