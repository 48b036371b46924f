import { EmptyState } from '../../ui';
import type { Show } from './deskAddress';

const words: Record<Show, { why: string; todo?: string }> = {
  all: { why: 'The checklist asks nothing of this service.' },
  unanswered: {
    why: 'Every control is answered.',
    todo: 'What is left is to submit the review, if nothing blocks it.',
  },
  blocking: { why: 'No blocking control is open.' },
  mine: {
    why: 'No section is yours to review.',
    todo: 'Sections are signed by the role they name; the list on the left says which.',
  },
  drifted: { why: 'No control has regressed since the approval.' },
};

/** Why a filter leaves nothing. */
export function NothingToShow(props: { show: Show }) {
  return <EmptyState {...words[props.show]} />;
}
