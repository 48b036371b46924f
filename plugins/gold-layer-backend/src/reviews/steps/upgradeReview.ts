import { ConflictError } from '@backstage/errors';
import {
  goldLayerReviewEditPermission,
  reviewProgress,
  ReviewUpgrade,
  upgradeDiff,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import { applyEvaluation, blankAnswer } from '../applyEvaluation';
import { judgeControls } from '../judge';
import type { CompiledChecklist } from '../checklists/compileChecklist';
import type { WholeReview } from '../records';
import type { DeskCall, ReviewDesk } from '../ReviewDesk';
import type { ReviewChange } from '../store/ReviewChange';
import { askNoLonger } from './askDeciders';
import { requireSeen, requireState } from './staleness';
import type { StepRequest } from './submitReview';

/** What moving a review to the checklist in force would change. */
export async function previewUpgrade(
  desk: ReviewDesk,
  id: string,
  options: { credentials: Caller },
): Promise<ReviewUpgrade> {
  const call = await desk.forReading(id, options);
  const whole = await desk.options.store.whole(id);
  const to = desk.options.checklists.current(call.review.checklist);
  return upgradeDiff(call.checklist.document, to.document, answered(whole));
}

/**
 * Moves an open review to the checklist in force. Answers that still apply
 * stay; those of controls that ask something else now are taken back, and the
 * log keeps them.
 */
export async function upgradeReview(
  desk: ReviewDesk,
  id: string,
  { version }: StepRequest,
  options: { credentials: Caller },
): Promise<void> {
  const call = await desk.forWriting(
    id,
    goldLayerReviewEditPermission,
    options,
  );
  const to = desk.options.checklists.current(call.review.checklist);
  if (to.hash === call.checklist.hash) {
    throw new ConflictError(
      `The review follows version ${to.version}, which is in force, already`,
    );
  }
  const evaluated = await desk.evaluate(call.service, to);
  await desk.change(call, async change => {
    await requireSeen(change, version);
    requireState(change, 'upgrade');
    const diff = upgradeDiff(
      call.checklist.document,
      to.document,
      answered(change.whole),
    );
    const asked = diff.changed.filter(({ keeps }) => !keeps);
    const takenBack = asked.flatMap(({ control }) => {
      const {
        answer,
        note,
        version: seen = 0,
      } = change.whole.answers.get(control) ?? {};
      return [{ control, answer, note, seen }];
    });
    await change.saveAnswers(
      takenBack.map(({ control, seen }) => ({
        ...blankAnswer(control),
        version: seen + 1,
      })),
    );
    await change.saveAnswers(applyEvaluation(change.whole, evaluated));
    change.set({
      checklistVersion: to.version,
      checklistHash: to.hash,
      checklistTitle: to.title,
    });
    await takeBackSignatures(change, call, to);
    const next: DeskCall = { ...call, checklist: to };
    change.set({ progress: reviewProgress(judgeControls(change.whole, next)) });
    change.note({
      event: 'upgraded',
      text: `${call.actor.title} moved the review from version ${diff.from} of the checklist to ${diff.to}`,
      detail: { ...diff, checklistHash: to.hash, takenBack },
    });
  });
}

/** What was signed was signed under another version; where that asks nothing nobody has to sign again. */
async function takeBackSignatures(
  change: ReviewChange,
  call: DeskCall,
  to: CompiledChecklist,
): Promise<void> {
  const controls = judgeControls(change.whole, { ...call, checklist: to });
  const asked = new Set(controls.map(({ compiled }) => compiled.section.id));
  const { sections } = call.checklist.document.spec;
  for (const signOff of change.whole.signOffs) {
    const { by, section, state } = signOff;
    if (asked.has(section)) {
      if (state === 'signed') {
        await change.saveSignOff({ ...signOff, state: 'stale' });
      }
      continue;
    }
    const title = sections.find(({ id }) => id === section)?.title ?? section;
    if (state === 'unsigned') {
      await askNoLonger(change, signOff, title);
    } else {
      change.note({
        event: 'sign-off-dropped',
        text: `What ${by} said on '${title}' no longer counts, as version ${to.version} of the checklist asks nothing there`,
        detail: { section, by, checklist: to.version },
      });
      await change.removeSignOff(section);
    }
  }
}

function answered({ answers }: WholeReview): Set<string> {
  return new Set(
    [...answers.values()].flatMap(({ answer, confirmed, control, note }) =>
      answer || confirmed || note ? control : [],
    ),
  );
}
