import { Link } from '@backstage/core-components';
import type { SloCounters } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { count, useLinks, useTones, type Tone } from '../../ui';
import { adrift, stateWords } from '../words';
import type { SloList } from './useSloList';

// Told even while nobody stands there: that it is nobody is the news.
const always = ['exhausted', 'at-risk', 'no-data', 'ok'];

/** How many SLOs stand where, worst first; each narrows the list, pressed again it lets go. */
export function Counters(props: { list: SloList; counters: SloCounters }) {
  const { list, counters } = props;
  const tones = useTones();
  const links = useLinks();
  const { state, rules } = list.chosen;
  const toggled = (value: string) =>
    state.includes(value)
      ? state.filter(each => each !== value)
      : [...state, value];
  const adriftChosen = adrift.every(each => rules.includes(each));
  return (
    <Box
      role="group"
      aria-label="How many stand where"
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2 }}
    >
      {counters.states
        .filter(
          each =>
            each.count > 0 ||
            always.includes(each.state) ||
            state.includes(each.state),
        )
        .map(each => (
          <Counter
            key={each.state}
            value={each.count}
            words={stateWords[each.state]}
            tone={tones.slo(each.state)}
            pressed={state.includes(each.state)}
            onPress={() => list.change({ state: toggled(each.state) })}
          />
        ))}
      <Box
        aria-hidden
        sx={{ width: '1px', my: 0.5, backgroundColor: 'divider' }}
      />
      <Counter
        value={counters.frozen}
        words="Frozen"
        tone={tones.bad}
        pressed={list.on('frozen')}
        onPress={() => list.change({ frozen: !list.on('frozen') })}
      />
      <Counter
        value={counters.firing}
        words="Alerts firing"
        tone={tones.bad}
        pressed={list.on('firing')}
        onPress={() => list.change({ firing: !list.on('firing') })}
      />
      <Counter
        value={counters.rulesAdrift}
        words="Rules adrift"
        tone={tones.warning}
        pressed={adriftChosen}
        onPress={() => list.change({ rules: adriftChosen ? [] : adrift })}
      />
      {counters.servicesWithout > 0 && (
        <Box sx={{ alignSelf: 'center', px: 0.5 }}>
          <Link
            to={links.services({
              tier: ['critical', 'important'],
              scorecard: 'gold-standard',
              check: 'has-slos',
              state: ['fail', 'unknown'],
            })}
          >
            {count(counters.servicesWithout, 'important service')} without an
            SLO
          </Link>
        </Box>
      )}
    </Box>
  );
}

function Counter(props: {
  value: number;
  words: string;
  tone: Tone;
  pressed: boolean;
  onPress: () => void;
}) {
  const { value, words, tone, pressed } = props;
  const quiet = value === 0 && !pressed;
  return (
    <ButtonBase
      aria-pressed={pressed}
      onClick={props.onPress}
      focusRipple
      sx={{
        display: 'inline-flex',
        alignItems: 'baseline',
        gap: 0.75,
        px: 1.25,
        py: 0.75,
        borderRadius: '8px',
        font: 'inherit',
        border: '1px solid',
        borderColor: pressed ? tone.text : 'divider',
        backgroundColor: pressed ? tone.tint : undefined,
        color: quiet ? 'text.secondary' : tone.text,
        '&:hover': { backgroundColor: pressed ? tone.tint : 'action.hover' },
        '&:focus-visible': {
          outline: `2px solid ${tone.text}`,
          outlineOffset: '1px',
        },
      }}
    >
      <Box
        component="span"
        sx={{
          fontSize: '1.0625rem',
          fontWeight: 700,
          fontVariantNumeric: 'tabular-nums',
        }}
      >
        {value.toLocaleString('en-US')}
      </Box>{' '}
      {words}
    </ButtonBase>
  );
}
