import { Link } from '@backstage/core-components';
import type { Overview } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { SloStatePill } from '../slos/SloPills';
import { BrokenDocuments } from '../slos/list/BrokenDocuments';
import {
  BudgetBar,
  EmptyState,
  EntityLink,
  Panel,
  count,
  useLinks,
} from '../ui';

type Slos = NonNullable<Overview['slos']>;

/** Which promises are in danger, worst first; all of them lie behind it. */
export function SloGlance({ slos }: { slos: Slos }) {
  const links = useLinks();
  return (
    <Panel title="SLOs" question="Do we keep what we promise?">
      <BrokenDocuments documents={slos.brokenDocuments} />
      {slos.total === 0 && slos.brokenDocuments === 0 && (
        <EmptyState
          why="Nobody has promised anything yet."
          todo={
            <Link to={links.newSlo({})}>
              Choose what to measure, and what to promise
            </Link>
          }
        />
      )}
      {slos.total > 0 && (
        <>
          <States slos={slos} />
          <Worst worst={slos.worst} />
        </>
      )}
      {slos.servicesWithout > 0 && (
        <Box sx={{ mt: 1.5, fontSize: '0.875rem' }}>
          <Link
            to={links.services({
              scorecard: 'gold-standard',
              check: 'has-slos',
              state: ['fail', 'unknown'],
              tier: ['critical', 'important'],
            })}
          >
            {count(slos.servicesWithout, 'important service')} without an SLO
          </Link>
        </Box>
      )}
    </Panel>
  );
}

function States({ slos }: { slos: Slos }) {
  const links = useLinks();
  return (
    <Box
      component="ul"
      aria-label="SLOs by state"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1,
        listStyle: 'none',
        m: 0,
        p: 0,
      }}
    >
      {slos.states
        .filter(each => each.count > 0)
        .map(each => (
          <li key={each.state}>
            <Link to={links.slos({ state: [each.state] })} underline="none">
              <SloStatePill state={each.state} count={each.count} />
            </Link>
          </li>
        ))}
    </Box>
  );
}

function Worst({ worst }: { worst: Slos['worst'] }) {
  const links = useLinks();
  if (worst.length === 0) {
    return (
      <Typography variant="body2" sx={{ mt: 1.5 }}>
        Every one that is measured is kept.
      </Typography>
    );
  }
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1.5, p: 0 }}>
      {worst.map(({ id, remaining, service, serviceTitle, state, title }) => (
        <Box
          component="li"
          key={id}
          sx={{
            display: 'grid',
            gridTemplateColumns: 'minmax(0, 1fr) 132px',
            gap: 2,
            alignItems: 'center',
            py: 0.75,
            borderTop: '1px solid',
            borderColor: 'divider',
          }}
        >
          <Box sx={{ minWidth: 0 }}>
            <Link to={links.slo(id)}>{title}</Link>
            <Typography variant="body2" color="text.secondary">
              <EntityLink
                entityRef={service}
                title={serviceTitle}
                tab="gold-layer"
              />
            </Typography>
          </Box>
          {remaining === undefined ? (
            <span>
              <SloStatePill state={state} />
            </span>
          ) : (
            <BudgetBar remaining={remaining} />
          )}
        </Box>
      ))}
    </Box>
  );
}
