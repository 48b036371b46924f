import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { useGoldLayer } from '../../api';
import { EmptyState, Loaded, Panel, count, useLinks } from '../../ui';
import { RiskPill, WaiverStatePill } from '../RiskPills';
import { Until } from '../Until';

/** The risks that are accepted on one service, or wait to be. */
export function ServiceRisks(props: { service: string }) {
  const { service } = props;
  const links = useLinks();
  const debt = useGoldLayer('getRiskDebt', { service }).data;
  const query = useGoldLayer('listWaivers', {
    service,
    state: ['requested', 'active'],
    limit: 20,
  });
  return (
    <Panel
      title={
        debt && debt.points > 0
          ? `Risk debt: ${count(debt.points, 'point')}`
          : 'Accepted risks'
      }
      question="What do we live with here, and until when?"
      link={{ to: links.risks({ service }), text: 'See the register' }}
    >
      <Loaded query={query} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState why="No risk is accepted on this service." />
          ) : (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {items.map(waiver => (
                <Box component="li" key={waiver.id} sx={{ py: 0.75 }}>
                  <Link to={links.risk(waiver.id)}>{waiver.title}</Link>
                  <Box
                    sx={{
                      display: 'flex',
                      flexWrap: 'wrap',
                      gap: 1,
                      alignItems: 'center',
                      mt: 0.5,
                    }}
                  >
                    <RiskPill level={waiver.level} />
                    <WaiverStatePill
                      state={waiver.state}
                      expiring={waiver.expiring}
                    />
                    <span>
                      <Until waiver={waiver} />
                    </span>
                  </Box>
                </Box>
              ))}
            </Box>
          )
        }
      </Loaded>
    </Panel>
  );
}
