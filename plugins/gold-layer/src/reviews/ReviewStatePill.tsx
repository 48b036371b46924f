import type { ReviewState } from '@gold-layer/backstage-plugin-common';
import AutorenewIcon from '@mui/icons-material/Autorenew';
import CancelIcon from '@mui/icons-material/Cancel';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import EditIcon from '@mui/icons-material/Edit';
import HourglassIcon from '@mui/icons-material/HourglassBottom';
import ReplyIcon from '@mui/icons-material/Reply';
import RuleIcon from '@mui/icons-material/Rule';
import UndoIcon from '@mui/icons-material/Undo';
import { Pill, useTones, type Tone } from '../ui';
import { reviewStateWords } from './words';

const icons: Record<ReviewState, typeof EditIcon> = {
  draft: EditIcon,
  submitted: HourglassIcon,
  'in-review': HourglassIcon,
  'changes-requested': ReplyIcon,
  approved: CheckCircleIcon,
  'conditionally-approved': RuleIcon,
  rejected: CancelIcon,
  withdrawn: UndoIcon,
  expired: HourglassIcon,
  'revalidation-required': AutorenewIcon,
  superseded: UndoIcon,
};

/** The state of a review: a shape, a word and a colour. */
export function ReviewStatePill(props: {
  state: ReviewState;
  /** In the last 30 days of an approval. */
  expiring?: boolean;
}) {
  const tones = useTones();
  const tone: Record<ReviewState, Tone> = {
    draft: tones.neutral,
    submitted: tones.state('upcoming'),
    'in-review': tones.state('upcoming'),
    'changes-requested': tones.bad,
    approved: tones.good,
    'conditionally-approved': tones.state('waived'),
    rejected: tones.bad,
    withdrawn: tones.state('not-applicable'),
    expired: tones.bad,
    'revalidation-required': tones.bad,
    superseded: tones.state('not-applicable'),
  };
  const Icon = props.expiring ? HourglassIcon : icons[props.state];
  return (
    <Pill
      tone={
        props.expiring
          ? tones.level({ name: 'bronze', rank: 1 })
          : tone[props.state]
      }
      icon={<Icon fontSize="inherit" />}
    >
      {reviewStateWords[props.state]}
      {props.expiring && ', ends soon'}
    </Pill>
  );
}
