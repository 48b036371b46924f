import type { ShownTier } from '@gold-layer/backstage-plugin-common';
import { tiers } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { tierWords } from './words';

/** How much the company depends on a service, in a word and up to four dots. */
export function TierLabel(props: { tier: ShownTier }) {
  const place = tiers.findIndex(tier => tier === props.tier);
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        whiteSpace: 'nowrap',
        color: place < 0 ? 'text.secondary' : 'text.primary',
        fontStyle: place < 0 ? 'italic' : undefined,
      }}
    >
      <Box
        component="svg"
        aria-hidden
        viewBox="0 0 22 6"
        sx={{ width: 22, height: 6, fill: 'currentColor' }}
      >
        {tiers.map((_, dot) => (
          <circle
            key={dot}
            cx={3 + dot * 5.3}
            cy="3"
            r="2"
            opacity={place >= 0 && dot < tiers.length - place ? 0.85 : 0.2}
          />
        ))}
      </Box>
      {tierWords[props.tier]}
    </Box>
  );
}
