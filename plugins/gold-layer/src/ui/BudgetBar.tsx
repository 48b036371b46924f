import type { BudgetState } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { shareWords } from './shareWords';
import { useTones } from './tones';

// A third of the bar lies below zero; more than a whole budget overspent ends in an arrow.
const zeroAt = 1 / 3;

/**
 * How much of an error budget is left, in words: `62% left`, `140% overspent`.
 * Nothing reads better than it is: what is left is cut, what is overspent rounded up.
 */
export function budgetWords(remaining: number | undefined): string {
  if (remaining === undefined) return 'Unknown';
  if (remaining === 0) return 'Used up';
  return remaining > 0
    ? `${shareWords(remaining, Math.floor)} left`
    : `${shareWords(-remaining, Math.ceil)} overspent`;
}

/**
 * What is left of an error budget. All bars have their zero line at the same
 * place, so that they compare; what is overspent grows to its left, striped.
 * What is not known is hatched and says so.
 */
export function BudgetBar(props: {
  /** 1: untouched, 0: used up, below 0: overspent. Absent: unknown. */
  remaining?: number;
  /** By its policy; its colour is the bar's. Absent where no policy was asked. */
  state?: BudgetState;
  width?: number | string;
  /** The words stand elsewhere on the screen. */
  bare?: boolean;
}) {
  const { remaining, state, width = '100%' } = props;
  const tones = useTones();
  const words = budgetWords(remaining);
  const hatch = (color: string) =>
    `repeating-linear-gradient(135deg, ${color} 0 2px, transparent 2px 5px)`;
  const over = remaining !== undefined && remaining < 0 ? -remaining : 0;
  const left = remaining !== undefined && remaining > 0 ? remaining : 0;
  const percent = (share: number) => `${share * 100}%`;
  return (
    <Box sx={{ width, minWidth: 0 }}>
      {!props.bare && (
        <Box
          component="span"
          sx={{
            display: 'block',
            whiteSpace: 'nowrap',
            fontVariantNumeric: 'tabular-nums',
            fontWeight: 600,
            color: over > 0 || remaining === 0 ? tones.bad.text : undefined,
          }}
        >
          {words}
        </Box>
      )}
      <Box
        role={props.bare ? 'img' : undefined}
        aria-label={props.bare ? `Budget: ${words}` : undefined}
        aria-hidden={props.bare ? undefined : true}
        sx={{
          position: 'relative',
          height: 8,
          mt: props.bare ? 0 : 0.5,
          borderRadius: '4px',
          overflow: 'hidden',
          backgroundColor: 'action.hover',
          backgroundImage:
            remaining === undefined ? hatch(tones.unknown.fill) : undefined,
        }}
      >
        <Box
          sx={{
            position: 'absolute',
            inset: '0 auto 0 auto',
            left: percent(zeroAt),
            width: percent(left * (1 - zeroAt)),
            backgroundColor: (state ? tones.budget(state) : tones.neutral).fill,
          }}
        />
        <Box
          sx={{
            position: 'absolute',
            inset: '0 auto',
            right: percent(1 - zeroAt),
            width: percent(Math.min(1, over) * zeroAt),
            backgroundColor: tones.bad.fill,
            backgroundImage:
              'repeating-linear-gradient(135deg, rgba(0,0,0,0.28) 0 2px, transparent 2px 5px)',
            // More than the bar can show: it ends in a point.
            clipPath:
              over > 1
                ? 'polygon(5px 0, 100% 0, 100% 100%, 5px 100%, 0 50%)'
                : undefined,
          }}
        />
        {remaining !== undefined && (
          <Box
            sx={{
              position: 'absolute',
              inset: '0 auto',
              left: `calc(${percent(zeroAt)} - 1px)`,
              width: 2,
              backgroundColor: 'text.primary',
            }}
          />
        )}
      </Box>
    </Box>
  );
}
