import type { CheckState } from '@gold-layer/backstage-plugin-common';
import BlockIcon from '@mui/icons-material/Block';
import CancelIcon from '@mui/icons-material/Cancel';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import EventIcon from '@mui/icons-material/Event';
import HelpIcon from '@mui/icons-material/Help';
import ShieldIcon from '@mui/icons-material/Shield';
import { Pill } from './Pill';
import { useTones } from './tones';
import { stateWords } from './words';

const icons = {
  fail: CancelIcon,
  unknown: HelpIcon,
  waived: ShieldIcon,
  upcoming: EventIcon,
  pass: CheckCircleIcon,
  'not-applicable': BlockIcon,
};

/** The state of a check: a shape, a word and a colour. */
export function StateChip(props: {
  state: CheckState;
  /** How many checks are in the state, where that is what is shown. */
  count?: number;
}) {
  const { state } = useTones();
  const Icon = icons[props.state];
  return (
    <Pill tone={state(props.state)} icon={<Icon fontSize="inherit" />}>
      {props.count === undefined ? '' : `${props.count} `}
      {props.count === undefined
        ? stateWords[props.state]
        : stateWords[props.state].toLocaleLowerCase('en-US')}
    </Pill>
  );
}
