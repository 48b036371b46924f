import type { Replay } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import {
  EmptyState,
  Hint,
  budgetWords,
  percent,
  shareWords,
  useTones,
} from '../../../ui';
import {
  eventsWords,
  minutesWords,
  objectiveWords,
  sliWords,
  windowWords,
} from '../../figures';
import { courseWords } from '../../slo/chartData';
import { WizardPart } from '../WizardPart';
import { ReplayChart } from './ReplayChart';

/** A replay: what it would have asked of people, in numbers, remarks and a chart. */
export function Replayed(props: { replay: Replay }) {
  const { replay } = props;
  if (replay.coverage === 0) {
    return (
      <EmptyState
        why={`Nothing was measured in the last ${replay.days} days, so nothing can be replayed.`}
        todo={
          replay.problem ??
          'Check that the metric exists and that the conditions on its labels match. A new metric needs some days.'
        }
      />
    );
  }
  return (
    <>
      {replay.problem && <Hint tone="warning">{replay.problem}.</Hint>}
      <Figures replay={replay} />
      <WizardPart title="What would surprise">
        {replay.remarks.length === 0 ? (
          <Hint tone="good">
            Nothing: few alerts, no freeze, and enough events to tell.
          </Hint>
        ) : (
          <Box component="ul" sx={{ m: 0, pl: 2.5, maxWidth: '90ch' }}>
            {replay.remarks.map(remark => (
              <li key={remark}>{remark}</li>
            ))}
          </Box>
        )}
      </WizardPart>
      <WizardPart
        title="The budget through these days"
        why={courseWords(replay, budgetWords)}
      >
        <ReplayChart points={replay.points} />
      </WizardPart>
    </>
  );
}

function Figures(props: { replay: Replay }) {
  const { replay } = props;
  const { slo } = replay;
  const { used, eventsPerHour, eventsPerHourNeeded } = replay;
  const tones = useTones();
  const few =
    eventsPerHour !== undefined &&
    eventsPerHourNeeded !== undefined &&
    eventsPerHour < eventsPerHourNeeded;
  const figures: {
    name: string;
    words: string;
    about: string;
    bad?: boolean;
  }[] = [
    {
      name: 'Pages',
      words: String(replay.pages),
      about: 'Times somebody would have been woken',
      bad: replay.pages > 4,
    },
    {
      name: 'Tickets',
      words: String(replay.tickets),
      about: 'Times a ticket would have been opened',
    },
    {
      name: 'Frozen',
      words:
        replay.minutesFrozen === 0
          ? 'Never'
          : minutesWords(replay.minutesFrozen),
      about: 'Time in which ordinary changes would have waited',
      bad: replay.minutesFrozen > 0,
    },
    {
      name: 'Budget used',
      words: used === undefined ? 'Unknown' : shareWords(used),
      about: `Of a window of ${windowWords(slo.window)} that ends now`,
      bad: used !== undefined && used >= 1,
    },
    {
      name: 'SLI',
      words: sliWords(replay.sli, slo.objective),
      about: `Against ${objectiveWords(slo.objective)}; ${percent(replay.coverage)} of the time was measured`,
    },
    {
      name: slo.method === 'Occurrences' ? 'Events an hour' : 'Slices an hour',
      words:
        eventsPerHour === undefined ? 'Unknown' : eventsWords(eventsPerHour),
      about:
        eventsPerHourNeeded === undefined
          ? 'Slices of time are counted, however many events there are'
          : `${eventsWords(eventsPerHourNeeded)} are needed, or one failure alone pages`,
      bad: few,
    },
  ];
  return (
    <Box
      component="dl"
      aria-label={`The last ${replay.days} days`}
      sx={{
        display: 'grid',
        gap: 1.5,
        m: 0,
        mb: 3,
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 150px), 1fr))',
      }}
    >
      {figures.map(({ name, words, about, bad }) => (
        <Box
          key={name}
          sx={{ p: 1.5, borderRadius: '8px', backgroundColor: 'action.hover' }}
        >
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {name}
          </Box>
          <Box component="dd" sx={{ m: 0 }}>
            <Box
              sx={{
                fontSize: '1.25rem',
                fontWeight: 700,
                color: bad ? tones.bad.text : undefined,
              }}
            >
              {words}
            </Box>
            <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
              {about}
            </Box>
          </Box>
        </Box>
      ))}
    </Box>
  );
}
