import { recordFloor } from './floor';
import { measureInTurn } from './measure';
import { manualControl } from './paperwork/checklist';
import { approvedReview, draftReview } from './paperwork/plan';
import { rubricName } from './paperwork/writePaperwork';
import { Portal } from './Portal';
import { besideFloor, ReadResult } from './scenarios';

/** Measures the routes of reviews, assessments and waivers that people wait for, each beside its floor. */
export async function measurePaperwork(portal: Portal): Promise<ReadResult[]> {
  const { client } = portal;
  const urls = {
    reviews: await client.url('listReviews', {
      state: ['approved', 'conditionally-approved'],
      tier: ['critical', 'important'],
      sort: 'drift',
      order: 'desc',
      limit: 50,
    }),
    'one review': await client.url('getReview', { id: approvedReview(40) }),
    'heat map': await client.url('getAssessmentPortfolio', {
      rubric: rubricName,
      limit: 50,
    }),
    'risk register': await client.url('listWaivers', {
      state: ['active'],
      limit: 50,
    }),
  };
  const results: ReadResult[] = [];
  for (const [name, url] of Object.entries(urls)) {
    results.push(await besideFloor(portal, name, url));
  }
  results.push(await measureAutosave(portal));
  return results;
}

/**
 * Saves one answer again and again. The floor does to another review what was
 * done to it once, so that the two do not meet.
 */
async function measureAutosave(portal: Portal): Promise<ReadResult> {
  const name = 'autosave';
  const recorded = await autosaveOf(portal, draftReview(4));
  const saved = await autosaveOf(portal, draftReview(14));
  await recorded(0);
  const floor = await recordFloor(portal, name, () => recorded(1), {
    writes: true,
  });
  const [timing, bare] = await measureInTurn(
    [saved, () => portal.fetch(floor.url)],
    { rounds: 200 },
  );
  return { name, timing, floor: bare, statements: floor.statements };
}

/** How to save another note on a control of a review; each time with the version that the last time answered. */
async function autosaveOf(portal: Portal, id: string) {
  const input = { id, control: manualControl };
  const review = await portal.client.call(
    'getReview',
    { id },
    { token: portal.userToken },
  );
  const controls = review.sections.flatMap(section => section.controls);
  let version = controls.find(it => it.control === manualControl)?.version ?? 0;
  const url = await portal.client.url('answerControl', input);
  return async (round: number): Promise<Response> => {
    const response = await portal.fetch(url, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        version,
        answer: round % 2 === 0 ? 'met' : 'partly',
        note: `What was seen in round ${round}, in a sentence or two`,
      }),
    });
    if (response.ok) version = (await response.clone().json()).control.version;
    return response;
  };
}
