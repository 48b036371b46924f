import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { useTones } from './tones';
import { count, levelWords } from './words';

/** One part of a bar of levels. */
export interface LevelShare {
  /** Level name, `none` for the ground floor. */
  level: string;
  title?: string;
  rank: number;
  services: number;
  /** The list behind the number. */
  to?: string;
}

/** Services per level: a bar for the eye, and beneath it the same in words and numbers. */
export function StackedBar(props: {
  shares: LevelShare[];
  height?: number;
  /** Leaves the words out, where they stand elsewhere on the screen. */
  bare?: boolean;
}) {
  const tones = useTones();
  const shares = [...props.shares].sort((a, b) => a.rank - b.rank);
  const total = shares.reduce((sum, share) => sum + share.services, 0);
  const words = shares.map(
    share =>
      `${levelWords(share.level, share.title)}: ${count(share.services, 'service')}`,
  );
  return (
    <Box>
      <Box
        role="img"
        aria-label={total === 0 ? 'No services' : words.join(', ')}
        sx={{
          display: 'flex',
          gap: '2px',
          height: props.height ?? 10,
          borderRadius: '5px',
          overflow: 'hidden',
          backgroundColor: total === 0 ? 'action.hover' : undefined,
        }}
      >
        {shares
          .filter(share => share.services > 0)
          .map(share => (
            <Box
              key={share.level}
              title={`${levelWords(share.level, share.title)}: ${count(share.services, 'service')}`}
              sx={{
                flexGrow: share.services,
                flexBasis: 0,
                minWidth: 3,
                backgroundColor: tones.level({
                  name: share.level,
                  rank: share.rank,
                }).fill,
              }}
            />
          ))}
      </Box>
      {!props.bare && (
        <Box
          component="ul"
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 2,
            rowGap: 0.25,
            m: 0,
            mt: 0.75,
            p: 0,
            listStyle: 'none',
            fontSize: '0.8125rem',
          }}
        >
          {shares.map(share => (
            <Box
              component="li"
              key={share.level}
              sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}
            >
              <Swatch level={share.level} rank={share.rank} />
              {share.to && share.services > 0 ? (
                <Link to={share.to}>
                  {share.services.toLocaleString('en-US')}{' '}
                  {levelWords(share.level, share.title)}
                </Link>
              ) : (
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {share.services.toLocaleString('en-US')}{' '}
                  {levelWords(share.level, share.title)}
                </Box>
              )}
            </Box>
          ))}
        </Box>
      )}
    </Box>
  );
}

/** The dot that ties a word to its part of a bar. */
export function Swatch(props: { level: string; rank: number }) {
  const { fill } = useTones().level({ name: props.level, rank: props.rank });
  return (
    <Box
      component="span"
      aria-hidden
      sx={{ width: 8, height: 8, borderRadius: '2px', backgroundColor: fill }}
    />
  );
}
