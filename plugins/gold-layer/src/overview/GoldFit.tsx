import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { Overview } from '@gold-layer/backstage-plugin-common';
import {
  BarList,
  EmptyState,
  Panel,
  goldWords,
  useLinks,
  useTones,
} from '../ui';
import { ladderOf, shownScorecard } from './levelTitles';

const answers = ['yes', 'raise', 'undecided', 'lighter', 'optional'] as const;

/** What services should be, beside what they are. */
export function GoldFit(props: { overview: Overview }) {
  const { overview } = props;
  const links = useLinks();
  const tones = useTones();
  const scorecard = shownScorecard(overview);
  const ladder = ladderOf(scorecard);
  const top = ladder[ladder.length - 1];
  const colors = {
    yes: tones.level({ name: 'gold', rank: 3 }).fill,
    raise: tones.level({ name: 'gold', rank: 3 }).fill,
    undecided: tones.unknown.fill,
    lighter: tones.neutral.fill,
    optional: tones.neutral.fill,
  };
  const items = answers
    .filter(answer => overview.gold[answer] > 0)
    .map(answer => ({
      key: answer,
      label: goldWords[answer],
      value: overview.gold[answer],
      to: links.services({ gold: [answer] }),
      color: colors[answer],
    }));
  const wanted = (overview.gold.yes ?? 0) + (overview.gold.raise ?? 0);
  return (
    <Panel
      title="Should it be Gold?"
      question="Where is the effort of the top level worth it?"
    >
      {items.length === 0 ? (
        <EmptyState why="There are no services to ask this of." />
      ) : (
        <BarList full={overview.services} items={items} />
      )}
      {scorecard && wanted > 0 && top.rank > 0 && (
        <Box sx={{ mt: 1.5, fontSize: '0.875rem' }}>
          <Link
            to={links.services({
              scorecard: scorecard.name,
              gold: ['yes', 'raise'],
              level: ladder.slice(0, -1).map(({ level }) => level),
            })}
          >
            See which of these {wanted} are not {top.title} yet
          </Link>
        </Box>
      )}
    </Panel>
  );
}
