import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import HelpOutlineIcon from '@mui/icons-material/HelpOutline';
import HistoryIcon from '@mui/icons-material/History';
import { Pill, useTones } from '../ui';

const words = {
  fresh: { word: 'Up to date', Icon: CheckCircleOutlineIcon },
  stale: { word: 'Out of date', Icon: HistoryIcon },
  missing: { word: 'Missing', Icon: HelpOutlineIcon },
};

/** Whether a fact can be relied on. Fresh says nothing of good or bad, so it is not green. */
export function Freshness(props: { state: keyof typeof words }) {
  const { neutral, unknown } = useTones();
  const { word, Icon } = words[props.state];
  return (
    <Pill
      tone={props.state === 'fresh' ? neutral : unknown}
      icon={<Icon fontSize="inherit" />}
    >
      {word}
    </Pill>
  );
}
