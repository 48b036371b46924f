import TrendingDownIcon from '@mui/icons-material/TrendingDown';
import TrendingFlatIcon from '@mui/icons-material/TrendingFlat';
import TrendingUpIcon from '@mui/icons-material/TrendingUp';
import Box from '@mui/material/Box';
import type {
  ScorecardSummary,
  ServiceRow,
  Standing,
} from '@gold-layer/backstage-plugin-common';
import type { ReactNode } from 'react';
import { LevelBadge, gapWords, useTones } from '../ui';

/** How a service stands on a scorecard, if it is scored by it. */
export function standingOf(
  row: ServiceRow,
  scorecard: string,
): Standing | undefined {
  return row.standings.find(standing => standing.scorecard === scorecard);
}

/** The level, and how far the next one is. */
export function LevelCell(props: {
  standing?: Standing;
  scorecard: ScorecardSummary;
}) {
  const { standing, scorecard } = props;
  if (!standing) return <Quiet>Not scored</Quiet>;
  const title = scorecard.levels.find(l => l.rank === standing.rank)?.title;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}
    >
      <LevelBadge level={standing.level} title={title} rank={standing.rank} />
      {standing.toNext !== undefined && standing.toNext > 0 && (
        <Quiet>{standing.toNext} to go</Quiet>
      )}
    </Box>
  );
}

/** How the level moved within seven days. */
export function TrendCell(props: { standing?: Standing }) {
  const tones = useTones();
  const trend = props.standing?.trend;
  if (trend === undefined) return null;
  if (trend === 0) {
    return (
      <Moved
        color="text.secondary"
        icon={<TrendingFlatIcon fontSize="small" />}
      >
        Steady
      </Moved>
    );
  }
  const levels = `${Math.abs(trend)} ${Math.abs(trend) === 1 ? 'level' : 'levels'}`;
  return trend > 0 ? (
    <Moved
      color={tones.good.text}
      icon={<TrendingUpIcon fontSize="small" />}
    >{`Up ${levels}`}</Moved>
  ) : (
    <Moved
      color={tones.bad.text}
      icon={<TrendingDownIcon fontSize="small" />}
    >{`Down ${levels}`}</Moved>
  );
}

/** How many gaps, and on hover which. */
export function GapsCell(props: { gaps: ServiceRow['gaps'] }) {
  const { gaps } = props;
  const tones = useTones();
  if (gaps.length === 0) return <Quiet>None</Quiet>;
  const words = gaps.map(gap => gapWords[gap]);
  return (
    <Box
      component="span"
      title={words.join(', ')}
      sx={{ color: tones.bad.text }}
    >
      {gaps.length === 1 ? words[0] : `${gaps.length} gaps`}
    </Box>
  );
}

function Moved(props: { color: string; icon: ReactNode; children: string }) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        color: props.color,
      }}
    >
      {props.icon}
      {props.children}
    </Box>
  );
}

/** Words that say there is nothing to say. */
export function Quiet(props: { children: ReactNode }) {
  return (
    <Box
      component="span"
      sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}
    >
      {props.children}
    </Box>
  );
}
