import type { ServiceScorecard } from '@gold-layer/backstage-plugin-common';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import RadioButtonUncheckedIcon from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import {
  AsOf,
  LevelBadge,
  Panel,
  count,
  percent,
  useLinks,
  useTones,
} from '../ui';

type Rung = ServiceScorecard['levels'][number];

function rungInWords({ held, missing, applicable }: Rung): string {
  if (applicable === 0) return 'No check of this level applies';
  if (held) return `Held: all ${count(applicable, 'check')} in order`;
  if (missing === 0) {
    return `All ${count(applicable, 'check')} pass; a level below is missing`;
  }
  return `${missing} of ${count(applicable, 'check')} missing`;
}

function RungLine(props: { rung: Rung }) {
  const { rung } = props;
  const tones = useTones();
  const { fill } = tones.level(rung);
  const done =
    rung.applicable === 0
      ? 0
      : (rung.applicable - rung.missing) / rung.applicable;
  return (
    <Box
      component="li"
      sx={{
        position: 'relative',
        display: 'grid',
        gridTemplateColumns: '24px minmax(0, 1fr)',
        columnGap: 1.5,
        pb: 2.5,
        // The rail that ties the rungs together.
        '&:not(:last-of-type)::before': {
          content: '""',
          position: 'absolute',
          left: 11,
          top: 26,
          bottom: 2,
          width: 2,
          backgroundColor: 'divider',
        },
        '&:last-of-type': { pb: 0 },
      }}
    >
      {rung.held && rung.applicable > 0 ? (
        <CheckCircleIcon aria-hidden sx={{ color: tones.good.fill }} />
      ) : (
        <RadioButtonUncheckedIcon
          aria-hidden
          sx={{ color: 'text.secondary', opacity: 0.6 }}
        />
      )}
      <Box sx={{ minWidth: 0 }}>
        <LevelBadge level={rung.name} title={rung.title} rank={rung.rank} />
        <Typography variant="body2" sx={{ mt: 0.5 }}>
          {rungInWords(rung)}
        </Typography>
        <Box
          aria-hidden
          sx={{
            mt: 0.5,
            height: 6,
            borderRadius: 3,
            overflow: 'hidden',
            backgroundColor: 'action.hover',
          }}
        >
          <Box
            sx={{
              height: '100%',
              width: `${done * 100}%`,
              backgroundColor: fill,
            }}
          />
        </Box>
      </Box>
    </Box>
  );
}

/** The levels of the scorecard, highest on top, as rungs held or missing. */
export function Ladder(props: {
  scorecard: ServiceScorecard;
  /** When all services were last evaluated, where that is known. */
  lastFullAt?: string;
}) {
  const links = useLinks();
  const { scorecard, lastFullAt } = props;
  const { coverage, unknown } = scorecard.standing;
  return (
    <Panel
      title={scorecard.title}
      question={scorecard.description}
      link={{
        to: links.scorecard(scorecard.scorecard),
        text: 'Open scorecard',
      }}
    >
      <Box
        component="ol"
        reversed
        aria-label="Levels, highest first"
        sx={{ listStyle: 'none', m: 0, p: 0 }}
      >
        {[...scorecard.levels]
          .sort((a, b) => b.rank - a.rank)
          .map(rung => (
            <RungLine key={rung.name} rung={rung} />
          ))}
      </Box>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 2 }}>
        {coverage !== undefined &&
          `${percent(coverage)} of checks have an answer${unknown > 0 ? `, ${unknown} ${unknown === 1 ? 'is' : 'are'} unknown` : ''}. `}
        Last changed <AsOf at={scorecard.evaluatedAt} />, by version{' '}
        {scorecard.version}.
        {lastFullAt && (
          <>
            {' '}
            All services were last scored <AsOf at={lastFullAt} />.
          </>
        )}
      </Typography>
    </Panel>
  );
}
