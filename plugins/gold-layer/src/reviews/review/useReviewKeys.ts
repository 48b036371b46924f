import {
  controlAnswers,
  type ControlAnswer,
} from '@gold-layer/backstage-plugin-common';
import { useEffect, useRef, useState } from 'react';

/** What the keys do. */
export interface ReviewKeyActions {
  next: () => void;
  previous: () => void;
  answer: (answer: ControlAnswer) => void;
  evidence: () => void;
}

/** The keys' help, and whether they are on. */
export interface ReviewKeys {
  on: boolean;
  helpShown: boolean;
  turn: (on: boolean) => void;
  showHelp: (shown: boolean) => void;
}

const storageKey = 'gold-layer.review-keys';

/**
 * Single keys for filling in a review. They rest while somebody types, while a
 * dialog is open, and for those who have turned them off: single keys get in
 * the way of speech input.
 */
export function useReviewKeys(actions: ReviewKeyActions): ReviewKeys {
  const [on, setOn] = useState(
    () => window.localStorage.getItem(storageKey) !== 'off',
  );
  const [helpShown, showHelp] = useState(false);
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    if (!on) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event)) return;
      const act = actionOf(event.key, latest.current, () => showHelp(true));
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on]);
  return {
    on,
    helpShown,
    showHelp,
    turn: next => {
      setOn(next);
      window.localStorage.setItem(storageKey, next ? 'on' : 'off');
    },
  };
}

function actionOf(
  key: string,
  actions: ReviewKeyActions,
  help: () => void,
): (() => void) | undefined {
  switch (key) {
    case 'j':
      return actions.next;
    case 'k':
      return actions.previous;
    case 'e':
      return actions.evidence;
    case '?':
      return help;
    default: {
      const answer = controlAnswers[Number(key) - 1];
      return answer && (() => actions.answer(answer));
    }
  }
}

function isElsewhere(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector('[role="dialog"]')) return true;
  const target = event.target;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role="combobox"]') !== null)
  );
}
