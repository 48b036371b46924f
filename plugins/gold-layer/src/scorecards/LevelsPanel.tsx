import type { ScorecardDetail } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import {
  EmptyState,
  LevelBadge,
  Panel,
  SmallTable,
  StackedBar,
  percent,
  useLinks,
} from '../ui';
import { PassRate } from './ScorecardPanel';
import type { ScorecardFilter } from './useScorecardFilter';

/** How many services hold which level. */
export function LevelsPanel(props: {
  scorecard: ScorecardDetail;
  filter: ScorecardFilter;
}) {
  const links = useLinks();
  const { scorecard, filter } = props;
  const levels = [...scorecard.levels].sort((a, b) => a.rank - b.rank);
  const listOf = (level?: string) =>
    links.services({
      ...filter,
      scorecard: scorecard.name,
      level: level ? [level] : undefined,
    });
  return (
    <Panel
      title="Levels"
      question="Where do the services stand?"
      link={{ to: listOf(), text: 'All these services' }}
    >
      {scorecard.services === 0 ? (
        <EmptyState
          why="It applies to none of these services."
          todo="Clear the filters, or read in the definition below to which services it applies."
        />
      ) : (
        <>
          <PassRate scorecard={scorecard} />
          <Box sx={{ my: 1.5 }}>
            <StackedBar bare height={14} shares={levels} />
          </Box>
          <SmallTable
            label="Services per level"
            rows={levels}
            rowKey={level => level.level}
            columns={[
              {
                title: 'Level',
                heading: true,
                render: level => <LevelBadge {...level} />,
              },
              {
                title: 'Services',
                numeric: true,
                render: level =>
                  level.services === 0 ? (
                    'none'
                  ) : (
                    <Link to={listOf(level.level)}>
                      {level.services.toLocaleString('en-US')}
                    </Link>
                  ),
              },
              {
                title: 'Share',
                numeric: true,
                render: level => percent(level.services / scorecard.services),
              },
            ]}
          />
        </>
      )}
    </Panel>
  );
}
