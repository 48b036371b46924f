import type { ServiceDetail } from '@gold-layer/backstage-plugin-common';
import ReportProblemOutlinedIcon from '@mui/icons-material/ReportProblemOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { EntityLink, Panel, count, gapWords, inlineLinks } from '../ui';

function Gap(props: { gap: ServiceDetail['service']['gaps'][number] }) {
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1, py: 0.75 }}>
      <ReportProblemOutlinedIcon
        aria-hidden
        fontSize="small"
        sx={{ color: 'text.secondary', mt: '2px' }}
      />
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ fontWeight: 600 }}>{gapWords[props.gap.kind]}</Box>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {props.gap.message}
        </Typography>
      </Box>
    </Box>
  );
}

/** Who owns the service, and what is missing from that. */
export function Ownership(props: { detail: ServiceDetail }) {
  const { service, owner } = props.detail;
  return (
    <Panel title="Ownership" question="Who answers for it?">
      {owner ? (
        <Typography component="div" sx={inlineLinks}>
          <EntityLink entityRef={owner.ref} title={owner.title} />, with{' '}
          {count(owner.members, 'member')}
          {owner.ancestors.length > 0 && (
            <Typography variant="body2" color="text.secondary" component="div">
              Part of{' '}
              {owner.ancestors.map((ref, index) => (
                <span key={ref}>
                  {index > 0 && ', part of '}
                  <EntityLink entityRef={ref} />
                </span>
              ))}
            </Typography>
          )}
        </Typography>
      ) : (
        <Typography>
          {service.owner ? (
            <EntityLink entityRef={service.owner} />
          ) : (
            'No single owner can be found.'
          )}
        </Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1.5, p: 0 }}>
        {service.gaps.map(gap => (
          <Gap key={`${gap.kind} ${gap.message}`} gap={gap} />
        ))}
      </Box>
      {service.gaps.length === 0 && (
        <Typography color="text.secondary">
          No gaps: one group of several people owns it, and it is clear who is
          called.
        </Typography>
      )}
    </Panel>
  );
}
