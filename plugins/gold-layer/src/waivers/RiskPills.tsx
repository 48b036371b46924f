import type {
  RiskLevel,
  WaiverState,
} from '@gold-layer/backstage-plugin-common';
import { Pill, useTones } from '../ui';
import { levelWords, stateWords } from './words';

/** How large a risk is: a word and a colour. */
export function RiskPill(props: { level: RiskLevel }) {
  const tones = useTones();
  const tone = {
    severe: tones.bad,
    high: tones.bad,
    moderate: tones.state('upcoming'),
    low: tones.neutral,
  }[props.level];
  return <Pill tone={tone}>{levelWords[props.level]} risk</Pill>;
}

/** Where a waiver stands: a word and a colour. */
export function WaiverStatePill(props: {
  state: WaiverState;
  expiring?: boolean;
}) {
  const tones = useTones();
  const tone = {
    requested: tones.unknown,
    active: tones.state('waived'),
    rejected: tones.neutral,
    withdrawn: tones.neutral,
    revoked: tones.neutral,
    expired: tones.neutral,
    renewed: tones.neutral,
  }[props.state];
  return (
    <Pill tone={props.expiring ? tones.bad : tone}>
      {props.expiring ? 'Ends soon' : stateWords[props.state]}
    </Pill>
  );
}
