import Box from '@mui/material/Box';
import ArrowForwardIcon from '@mui/icons-material/ArrowForward';
import type { Overview } from '@gold-layer/backstage-plugin-common';
import {
  AsOf,
  EmptyState,
  EntityLink,
  LevelBadge,
  Panel,
  useLinks,
} from '../ui';
import { ladderOf, levelNamed } from './levelTitles';

const words = {
  fallers: {
    title: 'Fell this week',
    question: 'Which services lost a level, and may need help?',
    empty: 'No service lost a level in the last seven days.',
    order: 'asc',
  },
  climbers: {
    title: 'Climbed this week',
    question: 'Which services reached a higher level?',
    empty: 'No service reached a higher level in the last seven days.',
    order: 'desc',
  },
} as const;

/** Services whose level changed lately, in one direction. */
export function Movers(props: {
  overview: Overview;
  direction: 'fallers' | 'climbers';
}) {
  const { overview, direction } = props;
  const links = useLinks();
  const { title, question, empty, order } = words[direction];
  const movers = overview[direction];
  const ladder = (name: string) =>
    ladderOf(overview.scorecards.find(scorecard => scorecard.name === name));
  return (
    <Panel
      title={title}
      question={question}
      link={
        movers.length > 0
          ? {
              to: links.services({
                scorecard: overview.scorecard,
                sort: 'trend',
                order,
              }),
              text: 'See the list',
            }
          : undefined
      }
    >
      {movers.length === 0 ? (
        <EmptyState why={empty} />
      ) : (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {movers.map(mover => {
            const from = levelNamed(ladder(mover.scorecard), mover.from);
            const to = levelNamed(ladder(mover.scorecard), mover.to);
            return (
              <Box
                component="li"
                key={`${mover.ref} ${mover.scorecard}`}
                sx={{
                  display: 'flex',
                  flexWrap: 'wrap',
                  alignItems: 'center',
                  columnGap: 1.5,
                  rowGap: 0.5,
                  py: 0.75,
                }}
              >
                <Box sx={{ flexGrow: 1, minWidth: 120 }}>
                  <EntityLink
                    entityRef={mover.ref}
                    title={mover.title}
                    tab="gold-layer"
                  />
                  <Box
                    component="span"
                    sx={{
                      color: 'text.secondary',
                      fontSize: '0.8125rem',
                      display: 'block',
                    }}
                  >
                    <AsOf at={mover.at} />
                  </Box>
                </Box>
                <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
                  <LevelBadge
                    level={from.level}
                    title={from.title}
                    rank={from.rank}
                  />
                  <ArrowForwardIcon
                    titleAccess="to"
                    sx={{ fontSize: 16, color: 'text.secondary' }}
                  />
                  <LevelBadge
                    level={to.level}
                    title={to.title}
                    rank={to.rank}
                  />
                </Box>
              </Box>
            );
          })}
        </Box>
      )}
    </Panel>
  );
}
