import Box from '@mui/material/Box';
import Radio from '@mui/material/Radio';
import { useId, type ReactNode } from 'react';

/** One of several that have to be explained before one can choose. */
export interface CardOption {
  value: string;
  title: string;
  about?: ReactNode;
  /** In small words at the end. */
  note?: string;
}

/** Radio buttons with room for why: the whole card can be clicked, arrows go from one to the next. */
export function ChoiceCards(props: {
  label: string;
  value: string;
  options: CardOption[];
  /** Least width of a card. */
  width?: number;
  onChoose: (value: string) => void;
}) {
  const id = useId();
  return (
    <Box
      role="radiogroup"
      aria-label={props.label}
      sx={{
        typography: 'body2',
        display: 'grid',
        gap: 1,
        gridTemplateColumns: `repeat(auto-fill, minmax(min(100%, ${props.width ?? 280}px), 1fr))`,
      }}
    >
      {props.options.map(option => {
        const chosen = option.value === props.value;
        const about = `${id}-${option.value}`;
        return (
          <Box
            component="label"
            key={option.value}
            sx={{
              display: 'flex',
              alignItems: 'flex-start',
              gap: 0.5,
              p: 1,
              pr: 1.5,
              minWidth: 0,
              cursor: 'pointer',
              borderRadius: '8px',
              border: 1,
              borderColor: chosen ? 'primary.main' : 'divider',
              boxShadow: chosen ? 1 : undefined,
              '&:focus-within': { outline: 2, outlineColor: 'primary.main' },
            }}
          >
            <Radio
              size="small"
              name={id}
              checked={chosen}
              value={option.value}
              onChange={() => props.onChoose(option.value)}
              inputProps={{
                'aria-label': option.title,
                'aria-describedby': option.about ? about : undefined,
              }}
              sx={{ p: 0.25 }}
            />
            <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              <Box sx={{ fontWeight: 600 }}>{option.title}</Box>
              {option.about && (
                <Box id={about} sx={{ color: 'text.secondary' }}>
                  {option.about}
                </Box>
              )}
              {option.note && (
                <Box sx={{ fontSize: '0.8125rem', mt: 0.25 }}>
                  {option.note}
                </Box>
              )}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}
