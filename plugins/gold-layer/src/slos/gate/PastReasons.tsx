import Box from '@mui/material/Box';
import { useGoldLayer } from '../../api';
import { Hint, Loaded } from '../../ui';
import { momentWords } from '../figures';
import { Conditions, Reasons } from './Reasons';

/** Why the gate has answered as it did, by what was known then. */
export function PastReasons(props: { id: string }) {
  const query = useGoldLayer('getGateAnswer', { id: props.id });
  return (
    <Loaded query={query} lines={3}>
      {({ at, brokenGlass, conditions, reasons }) => (
        <Box component="section" aria-label="Why it said so" sx={{ pb: 1 }}>
          {brokenGlass && (
            <Hint>
              {brokenGlass.by.title} had broken the glass until{' '}
              {momentWords(brokenGlass.until)}: “{brokenGlass.reason}”
            </Hint>
          )}
          <Conditions conditions={conditions} />
          <Reasons reasons={reasons} />
          {reasons.length === 0 && (
            <Hint tone="unknown">
              At {momentWords(at)} the service had no SLO, so nothing was known
              of its budget.
            </Hint>
          )}
        </Box>
      )}
    </Loaded>
  );
}
