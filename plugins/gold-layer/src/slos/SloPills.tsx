import type {
  AlertState,
  BudgetState,
  RuleState,
  SloRow,
  SloState,
} from '@gold-layer/backstage-plugin-common';
import AcUnitIcon from '@mui/icons-material/AcUnit';
import BedtimeIcon from '@mui/icons-material/Bedtime';
import CancelIcon from '@mui/icons-material/Cancel';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import DataArrayIcon from '@mui/icons-material/DataArray';
import ErrorIcon from '@mui/icons-material/Error';
import HelpIcon from '@mui/icons-material/Help';
import HistoryIcon from '@mui/icons-material/History';
import DonutLargeIcon from '@mui/icons-material/DonutLarge';
import NotificationsActiveIcon from '@mui/icons-material/NotificationsActive';
import ReportIcon from '@mui/icons-material/Report';
import WarningIcon from '@mui/icons-material/Warning';
import { Pill, useTones } from '../ui';
import { alertWords, budgetStateWords, ruleWords, stateWords } from './words';

// Every state has a shape of its own: colour is never the only carrier.
const icons: Record<SloState, typeof CancelIcon> = {
  exhausted: CancelIcon,
  'at-risk': WarningIcon,
  error: ErrorIcon,
  stale: HistoryIcon,
  partial: DonutLargeIcon,
  'no-data': DataArrayIcon,
  invalid: ReportIcon,
  idle: BedtimeIcon,
  ok: CheckCircleIcon,
};

/** How an SLO stands: a shape, a word and a colour. */
export function SloStatePill(props: {
  state: SloState;
  /** How many stand so, where that is what is shown. */
  count?: number;
}) {
  const { state, count } = props;
  const Icon = icons[state];
  return (
    <Pill tone={useTones().slo(state)} icon={<Icon fontSize="inherit" />}>
      {count === undefined
        ? stateWords[state]
        : `${count.toLocaleString('en-US')} ${inSentence(stateWords[state])}`}
    </Pill>
  );
}

/** Where a budget stands by its policy. */
export function BudgetStatePill(props: { state: BudgetState }) {
  return (
    <Pill tone={useTones().budget(props.state)}>
      {budgetStateWords[props.state]}
    </Pill>
  );
}

/** Says that the policy holds ordinary changes back; nothing otherwise. */
export function FrozenPill(props: { frozen: boolean }) {
  const tones = useTones();
  return props.frozen ? (
    <Pill tone={tones.bad} icon={<AcUnitIcon fontSize="inherit" />}>
      Frozen
    </Pill>
  ) : null;
}

/** Says which alerts fire, the loudest only; nothing while all is quiet. That somebody is paged is only said where the source has the rules that do it. */
export function FiringPill(props: Pick<SloRow, 'firing' | 'rules'>) {
  const tones = useTones();
  const [paging, ticket] =
    props.rules === 'loaded'
      ? ['Paging', 'Ticket']
      : ['Page alert', 'Ticket alert'];
  if (props.firing.length === 0) return null;
  const page = props.firing.includes('page');
  return (
    <Pill
      tone={page ? tones.bad : tones.warning}
      icon={<NotificationsActiveIcon fontSize="inherit" />}
    >
      {page ? paging : ticket}
    </Pill>
  );
}

/** How an alert stands. */
export function AlertPill(props: { state: AlertState }) {
  const tones = useTones();
  const tone = {
    firing: tones.bad,
    pending: tones.warning,
    quiet: tones.neutral,
    unknown: tones.unknown,
  }[props.state];
  return (
    <Pill
      tone={tone}
      icon={
        {
          firing: <NotificationsActiveIcon fontSize="inherit" />,
          pending: <HistoryIcon fontSize="inherit" />,
          quiet: <BedtimeIcon fontSize="inherit" />,
          unknown: <HelpIcon fontSize="inherit" />,
        }[props.state]
      }
    >
      {alertWords[props.state]}
    </Pill>
  );
}

/** How generated rules stand at the source. */
export function RulePill(props: { state: RuleState }) {
  const tones = useTones();
  const tone = {
    loaded: tones.good,
    missing: tones.bad,
    older: tones.warning,
    different: tones.warning,
    unknown: tones.unknown,
    'not-needed': tones.neutral,
  }[props.state];
  return <Pill tone={tone}>{ruleWords[props.state]}</Pill>;
}

function inSentence(words: string): string {
  return words === 'OK' ? words : words.toLocaleLowerCase('en-US');
}
