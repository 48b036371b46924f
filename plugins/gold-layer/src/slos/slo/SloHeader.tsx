import { Link } from '@backstage/core-components';
import type { SloDetail } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { AsOf, EntityLink, TierLabel, inlineLinks, useLinks } from '../../ui';
import { roomyLinks } from '../cells';
import { FiringPill, FrozenPill, SloStatePill } from '../SloPills';
import { objectiveSentence } from '../figures';
import { stateMeaning } from '../words';

/** What is promised, by whom, and how it stands, each in a sentence. */
export function SloHeader(props: { slo: SloDetail }) {
  const { slo } = props;
  const { numbers, spec } = slo;
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        justifyContent: 'space-between',
        gap: 2,
      }}
    >
      <Box sx={{ minWidth: 0, flex: '1 1 320px' }}>
        <Typography
          component="h2"
          sx={{ fontSize: '1.25rem', fontWeight: 700, m: 0 }}
        >
          {slo.title}
        </Typography>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 2,
            alignItems: 'center',
            '& a': { ...inlineLinks['& a'], ...roomyLinks['& a'] },
          }}
        >
          {slo.serviceExists ? (
            <EntityLink
              entityRef={slo.service}
              title={slo.serviceTitle}
              tab="gold-layer"
            />
          ) : (
            <span>{slo.serviceTitle} has left the catalog</span>
          )}
          <TierLabel tier={slo.tier} />
          {slo.owner ? (
            <EntityLink entityRef={slo.owner.ref} title={slo.owner.title} />
          ) : (
            <span>No owner</span>
          )}
          {spec.runbook && <Runbook at={spec.runbook} />}
        </Box>
        <Box sx={{ mt: 1, maxWidth: '80ch' }}>
          <strong>{objectiveSentence(spec)}</strong> {spec.description}
        </Box>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1,
            alignItems: 'center',
            mt: 1,
          }}
        >
          <SloStatePill state={numbers.state} />
          <FrozenPill frozen={numbers.frozen} />
          <FiringPill firing={slo.firing} rules={slo.rules} />
        </Box>
        <Box sx={{ mt: 0.5, maxWidth: '80ch' }}>
          {numbers.diagnosis ?? stateMeaning[numbers.state]}
        </Box>
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mt: 0.5 }}>
          Measured until <AsOf at={numbers.asOf} never="now: never" />, worked
          out <AsOf at={numbers.evaluatedAt} never="never" />.
        </Box>
      </Box>
      <Ways slo={slo} />
    </Box>
  );
}

/** A link where it leads somewhere; documents may also name a path, or anything else. */
function Runbook(props: { at: string }) {
  return /^https?:\/\//i.test(props.at) ? (
    <Link to={props.at}>Runbook</Link>
  ) : (
    <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
      Runbook: {props.at}
    </Box>
  );
}

function Ways(props: { slo: SloDetail }) {
  const { id, service, may } = props.slo;
  const links = useLinks();
  return (
    <Box
      component="nav"
      aria-label="What can be done"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        alignItems: 'baseline',
        ...roomyLinks,
      }}
    >
      <Link to={links.gate({ service })}>Ask the deploy gate</Link>
      <Link to={links.exclusions({ service, slo: id })}>Planned time</Link>
      {may.edit.allowed && (
        <Link to={links.newSlo({ service, slo: id })}>
          Change the objective
        </Link>
      )}
    </Box>
  );
}
