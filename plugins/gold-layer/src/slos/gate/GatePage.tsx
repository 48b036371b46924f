import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useLinks } from '../../ui';
import { AskPanel } from './AskPanel';
import { GlassPanel } from './GlassPanel';
import { PastAnswers } from './PastAnswers';
import { PipelinePanel } from './PipelinePanel';
import { useGateAddress } from './useGateAddress';

/** The deploy gate: ask it, see what it has answered, and who went past it. */
export function GatePage() {
  const address = useGateAddress();
  const links = useLinks();
  return (
    <>
      <Box sx={{ mb: 1.5 }}>
        <Link to={links.slos()}>All SLOs</Link>
      </Box>
      <Typography
        component="h2"
        sx={{ fontSize: '1.25rem', fontWeight: 700, m: 0, mb: 2 }}
      >
        Deploy gate
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: 'minmax(0, 3fr) minmax(0, 2fr)',
          },
        }}
      >
        <Column>
          <AskPanel address={address} />
          <PastAnswers address={address} />
        </Column>
        <Column>
          <GlassPanel service={address.service} />
          <PipelinePanel address={address} />
        </Column>
      </Box>
    </>
  );
}

/** Panels below one another, each as long as it is. */
function Column(props: { children: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '100%' }}>
      {props.children}
    </Box>
  );
}
