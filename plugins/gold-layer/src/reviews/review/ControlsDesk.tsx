import type { Review } from '@gold-layer/backstage-plugin-common';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { SaveStatus } from '../../saving';
import { controlOf } from '../answering/answerFields';
import { answering } from '../answering/useAnswerQueue';
import { controlElementId, type ControlSetting } from '../control/ControlCard';
import { addEvidenceId } from '../control/ControlActions';
import { wasApproved } from '../words';
import { DeskToolbar } from './DeskToolbar';
import { NothingToShow } from './NothingToShow';
import { SectionNav } from './SectionNav';
import { SectionView } from './SectionView';
import {
  firstSection,
  neighbour,
  shownSections,
  shows,
  type Show,
} from './deskAddress';
import { useCurrentControl, type CurrentControl } from './useCurrentControl';
import { useReviewKeys } from './useReviewKeys';
import { usePresence } from './usePresence';

/** The controls of a review, one section at a time, filled in by mouse or by keyboard alone. */
export function ControlsDesk(props: { review: Review; user: string }) {
  const { review, user } = props;
  const queue = answering.useQueue();
  const edits = answering.useEdits();
  const [search, setSearch] = useSearchParams();
  const show = shows.find(each => each === search.get('show')) ?? 'all';
  const { arrival, current, goTo } = useCurrentControl();
  const sections = useShownSections(review, { show, user });
  const chosen = useOpenSection(sections, {
    section: search.get('section') ?? undefined,
    control: current,
  });
  // What the filter or another section hides is not answered unseen.
  const seen = chosen?.controls.some(({ control }) => control === current);
  const others = usePresence(review.id, current);
  const setting = useSetting(review);
  const focusOn = useFocus(arrival);

  const change = (changes: Record<string, string | undefined>) =>
    setSearch(
      previous => {
        const next = new URLSearchParams(previous);
        next.delete('control');
        for (const [key, value] of Object.entries(changes)) {
          if (value === undefined) next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true },
    );
  const move = (step: 1 | -1) => {
    const section = chosen?.section.section;
    const to = neighbour(sections, { control: current, section }, step);
    if (!to) return;
    goTo(to.control);
    if (to.section !== section) change({ section: to.section });
    focusOn(to.control);
  };
  const keys = useReviewKeys({
    next: () => move(1),
    previous: () => move(-1),
    answer: answer => {
      if (!current || !seen || setting.readOnly !== undefined) return;
      queue.change(current, { answer });
    },
    evidence: () => {
      if (current) document.getElementById(addEvidenceId(current))?.click();
    },
  });

  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2.5,
        alignItems: 'start',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: '230px minmax(0, 1fr)',
        },
      }}
    >
      <SectionNav
        review={review}
        sections={sections}
        chosen={chosen?.section.section}
        onChoose={section => {
          goTo(undefined);
          change({ section });
        }}
      />
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: 'minmax(0, 1fr)',
        }}
      >
        <DeskToolbar
          review={review}
          user={user}
          show={show}
          others={others}
          keys={keys}
          onShow={next =>
            change({
              show: next === 'all' ? undefined : next,
              section: undefined,
            })
          }
        />
        <Resting review={review} setting={setting} />
        {(setting.readOnly === undefined || edits.length > 0) && (
          <SaveStatus
            edits={edits}
            noun="answer"
            titleOf={key => controlOf(review, key)?.title ?? key}
            onSendNow={queue.flush}
          />
        )}
        {chosen ? (
          <SectionView
            review={review}
            shown={chosen}
            setting={setting}
            current={current}
            others={others}
            onCurrent={goTo}
          />
        ) : (
          <NothingToShow show={show} />
        )}
      </Box>
    </Box>
  );
}

/** Why answers cannot be changed, or what changing one brings about. */
function Resting(props: { review: Review; setting: ControlSetting }) {
  const { readOnly } = props.setting;
  const approved = ['approved', 'conditionally-approved'].includes(
    props.review.state,
  );
  if (readOnly === undefined && !approved) return null;
  return (
    <Alert severity="info" sx={{ py: 0 }}>
      {readOnly ??
        'It is approved. Whoever changes an answer makes its section’s signature out of date.'}
    </Alert>
  );
}

/** What the filter leaves. What it has once left stays: an answer given must not vanish under the hand. */
function useShownSections(
  review: Review,
  { show, user }: { show: Show; user: string },
) {
  const kept = useRef({ show, controls: new Set<string>() });
  return useMemo(() => {
    if (kept.current.show !== show) {
      kept.current = { show, controls: new Set() };
    }
    const keep = kept.current.controls;
    const sections = shownSections(review, { show, user, keep });
    for (const { controls } of sections) {
      for (const { control } of controls) keep.add(control);
    }
    return sections;
  }, [review, show, user]);
}

/** The open section. It stays the same while answers make others more urgent. */
function useOpenSection(
  sections: ReturnType<typeof shownSections>,
  asked: { section?: string; control?: string },
) {
  const last = useRef<string>(undefined);
  const section = firstSection(sections, { ...asked, last: last.current });
  last.current = section;
  return sections.find(each => each.section.section === section);
}

/** Moves the keyboard to a control, also to one whose section is only being opened; by itself to where a link has led. */
function useFocus(arrival: CurrentControl['arrival']) {
  const wanted = useRef<string>(undefined);
  const { control: asked, key } = arrival ?? {};
  useEffect(() => {
    if (asked) wanted.current = asked;
  }, [asked, key]);
  // After every showing: the control may appear only with the next one.
  useEffect(() => {
    if (!wanted.current) return;
    const element = document.getElementById(controlElementId(wanted.current));
    if (!element) return;
    wanted.current = undefined;
    element.focus({ preventScroll: true });
    element.scrollIntoView?.({ block: 'nearest' });
  });
  return useCallback((control: string) => {
    wanted.current = control;
  }, []);
}

/** The same object as long as nothing in it changes: an answer must not draw every other control anew. */
function useSetting(review: Review): ControlSetting {
  const { id, service, checklist, state } = review;
  const { allowed, reason } = review.may.answer;
  return useMemo(
    () => ({
      review: id,
      service,
      checklist,
      readOnly: allowed
        ? undefined
        : (reason ?? 'Answers cannot be changed now.'),
      approved: wasApproved(state),
    }),
    [id, service, checklist, state, allowed, reason],
  );
}
