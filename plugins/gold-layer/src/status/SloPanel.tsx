import { Link } from '@backstage/core-components';
import type { SloHealth } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { AsOf, EntityLink, Panel, count, inlineLinks, useLinks } from '../ui';
import { Figures } from './Figures';

const origins: Record<SloHealth['origins'][number]['origin'], string> = {
  repository: 'in repositories',
  record: 'in service records',
  definitions: 'among the definitions',
  portal: 'kept in the portal',
};

/** Whether every promise is read and measured. */
export function SloPanel({ slos }: { slos: SloHealth }) {
  const links = useLinks();
  const failing = slos.failing.source + slos.failing.query;
  const told = slos.origins.filter(each => each.count > 0);
  return (
    <Panel title="SLOs" question="Is every objective read and measured?">
      <Figures
        figures={[
          {
            name: 'In force',
            value:
              told.length === 0
                ? 'none yet'
                : told
                    .map(each => `${each.count} ${origins[each.origin]}`)
                    .join(', '),
          },
          {
            name: 'Evaluated',
            value: (
              <>
                <AsOf at={slos.evaluatedAt} never="not yet" />
                {slos.seconds !== undefined &&
                  `, took ${slos.seconds.toLocaleString('en-US', { maximumFractionDigits: 1 })} s`}
                {slos.waiting > 0 &&
                  `; ${count(slos.waiting, 'SLO')} to follow`}
              </>
            ),
          },
          {
            name: 'Not measured',
            value:
              failing === 0 ? (
                'none failed when last asked'
              ) : (
                <Link to={links.slos({ state: ['error', 'stale'] })}>
                  {`${slos.failing.source} as their source did not answer, ${slos.failing.query} by a wrong query`}
                </Link>
              ),
          },
          ...(slos.error ? [{ name: 'Last error', value: slos.error }] : []),
        ]}
      />
      <Problems slos={slos} />
    </Panel>
  );
}

/** Documents that somebody has to put right. */
function Problems({ slos }: { slos: SloHealth }) {
  const items = [
    ...slos.unreadable.map(({ error, location, service }) => ({
      location,
      service,
      text: `could not be read: ${error}`,
    })),
    ...slos.broken.map(({ errors, location, service }) => ({
      location,
      service,
      text: `has ${count(errors, 'error')}`,
    })),
    ...slos.homeless.map(({ location, service, slo }) => ({
      location,
      service: undefined,
      text: `promises ${slo} for ${service}, which the catalog does not have`,
    })),
  ];
  if (items.length === 0) return null;
  return (
    <Box component="ul" sx={{ m: 0, mt: 1.5, pl: 2.5, ...inlineLinks }}>
      {items.map(({ location, service, text }) => (
        <Typography
          component="li"
          variant="body2"
          key={`${location} ${text}`}
          sx={{ overflowWrap: 'anywhere' }}
        >
          {service && (
            <>
              <EntityLink entityRef={service} />
              {': '}
            </>
          )}
          <code>{location}</code> {text}
        </Typography>
      ))}
    </Box>
  );
}
