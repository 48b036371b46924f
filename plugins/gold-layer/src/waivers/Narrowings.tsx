import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { useRef, type RefObject } from 'react';
import { nameOf } from '../ui';
import type { Register } from './useRegister';

/** To which service or check a link has narrowed the register; each can be taken away. */
export function Narrowings(props: {
  register: Register;
  /** Where the keyboard goes on when the last of them is gone. */
  next: RefObject<HTMLElement>;
}) {
  const { filter, query, widen } = props.register;
  const { check, scorecard, service } = filter;
  const serviceChip = useRef<HTMLDivElement>(null);
  const checkChip = useRef<HTMLDivElement>(null);
  if (!service && !check && !scorecard) return null;
  // The rows know the titles, where there are any.
  const [row] = query.data?.items ?? [];
  const serviceTitle = service && row?.service === service && row.serviceTitle;
  const checkTitle =
    row?.subject.kind === 'check' && row.subject.check === check && row.title;
  const remove = (narrowing: 'service' | 'check') => {
    const other = narrowing === 'service' ? checkChip : serviceChip;
    // Nothing scrolls away from whoever has clicked.
    (other.current ?? props.next.current)?.focus({ preventScroll: true });
    widen(narrowing);
  };
  return (
    <Box
      role="group"
      aria-label="Shown only"
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}
    >
      {service && (
        <Narrowing
          chip={serviceChip}
          text={`Service: ${serviceTitle || nameOf(service)}`}
          onRemove={() => remove('service')}
        />
      )}
      {(check || scorecard) && (
        <Narrowing
          chip={checkChip}
          text={
            check ? `Check: ${checkTitle || check}` : `Scorecard: ${scorecard}`
          }
          onRemove={() => remove('check')}
        />
      )}
    </Box>
  );
}

function Narrowing(props: {
  chip: RefObject<HTMLDivElement>;
  text: string;
  onRemove: () => void;
}) {
  return (
    <Chip
      ref={props.chip}
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
