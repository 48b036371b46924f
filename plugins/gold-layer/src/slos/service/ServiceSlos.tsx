import { Link } from '@backstage/core-components';
import type {
  Composite,
  ServiceSlos as Slos,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { useGoldLayer } from '../../api';
import { BudgetBar, EmptyState, Loaded, Panel, useLinks } from '../../ui';
import { roomyLinks } from '../cells';
import { SloStatePill } from '../SloPills';
import { refetchInterval } from '../list/useSloList';
import { DependencyPanel } from './DependencyPanel';
import { DocumentProblems } from './DocumentProblems';
import { ServiceSloList } from './ServiceSloList';

/** The SLOs of one service: each, taken together, and what its dependencies allow. */
export function ServiceSlos(props: {
  id: { kind: string; namespace: string; name: string };
  service: string;
}) {
  const { id, service } = props;
  const links = useLinks();
  const query = useGoldLayer('getServiceSlos', id, { refetchInterval });
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '100%' }}>
      <Panel
        title="SLOs"
        question="What does it promise, and does it keep that?"
        link={{
          to: links.slos({ service: [service] }),
          text: 'See them in the list',
        }}
      >
        <Loaded query={query} lines={6}>
          {slos => (
            <>
              <DocumentProblems problems={slos.problems} />
              {slos.items.length === 0 ? (
                <NoSlos service={service} broken={slos.problems.length > 0} />
              ) : (
                <>
                  <Together slos={slos} />
                  <ServiceSloList rows={slos.items} />
                  <Box
                    sx={{
                      display: 'flex',
                      flexWrap: 'wrap',
                      columnGap: 2,
                      ...roomyLinks,
                      mt: 1.5,
                    }}
                  >
                    <Link to={links.newSlo({ service })}>New SLO</Link>
                    <Link to={links.gate({ service })}>
                      Ask the deploy gate
                    </Link>
                    <Link to={links.exclusions({ service })}>Planned time</Link>
                  </Box>
                </>
              )}
            </>
          )}
        </Loaded>
      </Panel>
      {query.data && <DependencyPanel slos={query.data} />}
    </Box>
  );
}

function NoSlos(props: { service: string; broken: boolean }) {
  const links = useLinks();
  return (
    <EmptyState
      why={
        props.broken
          ? 'No SLO could be read from the documents of this service.'
          : 'This service promises nothing yet.'
      }
      todo={
        <>
          {props.broken
            ? 'Repair the documents above, or '
            : 'Name an OpenSLO file in its record (spec.goldLayer.slos), or '}
          <Link to={links.newSlo({ service: props.service })}>make an SLO</Link>{' '}
          with metrics that exist.
        </>
      }
    />
  );
}

/** Several SLOs as one number: by the worst, and by weight. */
function Together(props: { slos: Slos }) {
  const { worst, weighted } = props.slos;
  const shown = [worst, weighted].filter(each => each !== undefined);
  // One SLO is its own composite.
  if (props.slos.items.length < 2 || shown.length === 0) return null;
  return (
    <Box
      component="ul"
      aria-label="Taken together"
      sx={{
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))',
        listStyle: 'none',
        m: 0,
        mb: 1.5,
        p: 0,
      }}
    >
      {shown.map(composite => (
        <CompositeTile key={composite.method} composite={composite} />
      ))}
    </Box>
  );
}

function CompositeTile(props: { composite: Composite }) {
  const { title, state, remaining, left } = props.composite;
  return (
    <Box
      component="li"
      sx={{ p: 1.5, borderRadius: '8px', border: 1, borderColor: 'divider' }}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          justifyContent: 'space-between',
          gap: 1,
          mb: 0.5,
        }}
      >
        <strong>{title}</strong>
        <SloStatePill state={state} />
      </Box>
      <BudgetBar remaining={remaining} state={stateOfBudget(state)} />
      {left.length > 0 && (
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mt: 0.5 }}>
          Not measured, so not in it: {left.join(', ')}
        </Box>
      )}
    </Box>
  );
}

// A composite has no policy of its own; its bar takes the colour of its state.
function stateOfBudget(state: Composite['state']) {
  if (state === 'exhausted') return 'exhausted';
  if (state === 'at-risk') return 'critical';
  return state === 'ok' ? 'healthy' : 'unknown';
}
