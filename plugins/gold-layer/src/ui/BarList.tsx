import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** One line of a list of numbers. */
export interface BarItem {
  key: string;
  label: ReactNode;
  value: number;
  /** The value in words, where it is no count. */
  shown?: string;
  /** The list behind the number. */
  to?: string;
  /** Said after the number, such as `2 stale`. */
  note?: ReactNode;
  color: string;
  /** What stands under the bar, such as the parts it is made of. */
  below?: ReactNode;
}

/** Numbers with their words, longest bar first as given; each leads to its list. */
export function BarList(props: {
  items: BarItem[];
  /** What a full bar means; the largest value unless given. */
  full?: number;
}) {
  const full =
    props.full ?? Math.max(1, ...props.items.map(item => item.value));
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {props.items.map(item => (
        <Box component="li" key={item.key} sx={{ py: 0.75 }}>
          <Box
            sx={{
              display: 'flex',
              justifyContent: 'space-between',
              alignItems: 'baseline',
              gap: 2,
              fontSize: '0.875rem',
            }}
          >
            <Box sx={{ minWidth: 0 }}>
              {item.to ? <Link to={item.to}>{item.label}</Link> : item.label}
            </Box>
            <Box
              sx={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
            >
              {item.note && (
                <Box component="span" sx={{ color: 'text.secondary', mr: 1 }}>
                  {item.note}
                </Box>
              )}
              <strong>
                {item.shown ?? item.value.toLocaleString('en-US')}
              </strong>
            </Box>
          </Box>
          <Box
            aria-hidden
            sx={{
              mt: 0.5,
              height: 5,
              borderRadius: 3,
              backgroundColor: 'action.hover',
            }}
          >
            <Box
              sx={{
                height: '100%',
                borderRadius: 3,
                width: `${Math.min(100, (item.value / (full || 1)) * 100)}%`,
                backgroundColor: item.color,
              }}
            />
          </Box>
          {item.below}
        </Box>
      ))}
    </Box>
  );
}
