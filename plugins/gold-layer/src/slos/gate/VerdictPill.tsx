import type { GateVerdict } from '@gold-layer/backstage-plugin-common';
import BlockIcon from '@mui/icons-material/Block';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import RuleIcon from '@mui/icons-material/Rule';
import { Pill, useTones } from '../../ui';
import { verdictShort } from './words';

// Each answer has a shape of its own: colour is never the only carrier.
const icons: Record<GateVerdict, typeof BlockIcon> = {
  deny: BlockIcon,
  conditions: RuleIcon,
  allow: CheckCircleIcon,
};

/** The shape of an answer. */
export function VerdictIcon(props: { verdict: GateVerdict }) {
  const Icon = icons[props.verdict];
  return <Icon aria-hidden fontSize="inherit" />;
}

/** The colour of an answer. */
export function useVerdictTone(verdict: GateVerdict) {
  const tones = useTones();
  return { deny: tones.bad, conditions: tones.warning, allow: tones.good }[
    verdict
  ];
}

/** An answer of the gate: a shape, a word and a colour. */
export function VerdictPill(props: { verdict: GateVerdict }) {
  return (
    <Pill
      tone={useVerdictTone(props.verdict)}
      icon={<VerdictIcon verdict={props.verdict} />}
    >
      {verdictShort[props.verdict]}
    </Pill>
  );
}
