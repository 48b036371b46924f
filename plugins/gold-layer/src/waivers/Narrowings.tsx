import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { nameOf } from '../ui';
import type { Register } from './useRegister';

/** To which service or check a link has narrowed the register; each can be taken away. */
export function Narrowings(props: { register: Register }) {
  const { filter, query, widen } = props.register;
  const { check, scorecard, service } = filter;
  if (!service && !check && !scorecard) return null;
  // The rows know the titles, where there are any.
  const [row] = query.data?.items ?? [];
  const serviceTitle = service && row?.service === service && row.serviceTitle;
  const checkTitle =
    row?.subject.kind === 'check' && row.subject.check === check && row.title;
  return (
    <Box
      role="group"
      aria-label="Shown only"
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}
    >
      {service && (
        <Narrowing
          text={`Service: ${serviceTitle || nameOf(service)}`}
          onRemove={() => widen('service')}
        />
      )}
      {(check || scorecard) && (
        <Narrowing
          text={
            check ? `Check: ${checkTitle || check}` : `Scorecard: ${scorecard}`
          }
          onRemove={() => widen('check')}
        />
      )}
    </Box>
  );
}

function Narrowing(props: { text: string; onRemove: () => void }) {
  return (
    <Chip
      size="small"
      clickable
      label={props.text}
      aria-label={`${props.text}; remove this filter`}
      // The whole chip removes it, as its cross alone no key can reach.
      onClick={props.onRemove}
      onDelete={props.onRemove}
      sx={{ maxWidth: '100%' }}
    />
  );
}
