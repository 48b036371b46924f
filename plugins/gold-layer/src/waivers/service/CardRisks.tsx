import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { useGoldLayer } from '../../api';
import { Unloaded, count, inlineLinks, useLinks } from '../../ui';

/** The risks accepted on a service in a line; nothing where there is none to tell of. */
export function CardRisks(props: { service: string }) {
  const { service } = props;
  const links = useLinks();
  const query = useGoldLayer('getRiskDebt', { service });
  const { data } = query;
  if (!data || data.waivers === 0) {
    return <Unloaded query={query} what="Accepted risks" />;
  }
  return (
    <Box sx={{ mt: 1.5, ...inlineLinks }}>
      <Link to={links.risks({ service })}>
        {count(data.waivers, 'accepted risk')}
      </Link>
      , {count(data.points, 'point')} of risk debt
    </Box>
  );
}
