import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { serviceRef } from '../catalog';
import { isPushed } from '../facts';
import { Portal } from '../Portal';
import { benchChecklist, benchRoles, checklistName } from './checklist';
import { classes, watched } from './plan';

/** The rubric of the heat map: eight dimensions. */
export const rubricName = 'sre-maturity';

/** Services whose paperwork is written in one go. */
const atOnce = 500;

/**
 * Fills the tables of reviews, assessments and waivers: two reviews of fifty
 * controls and one assessment of every service, a waiver of every third.
 * Answers a yes-or-no fact that the rules of the reviews read.
 */
export async function writePaperwork(
  portal: Portal,
  services: number,
): Promise<string> {
  const token = portal.userToken;
  const { items } = await portal.client.call(
    'listFactDefinitions',
    {},
    { token },
  );
  const pushed = items.filter(({ source }) => source === 'push');
  const facts = pushed.flatMap(({ name, type }) =>
    type === 'boolean' ? name : [],
  );
  await writeFile(
    join(portal.definitions, 'paperwork.yaml'),
    [benchRoles(), benchChecklist(facts)]
      .map(it => stringify(it))
      .join('---\n'),
  );
  await checklistInForce(portal);
  await portal.post('paperwork/patterns', {
    reviews: await beginPatterns(portal, services),
  });
  const rubric = await portal.client.call(
    'getRubric',
    { name: rubricName },
    { token },
  );
  const check = await someCheck(portal);
  const now = Date.now();
  for (let from = 0; from < services; from += atOnce) {
    const part = { from, count: Math.min(atOnce, services - from), now };
    await portal.post('paperwork/reviews', part);
    await portal.post('paperwork/assessments', {
      ...part,
      rubric: { ...rubric, dimensions: rubric.dimensionsOf },
    });
    await portal.post('paperwork/waivers', { ...part, check });
  }
  await portal.post('paperwork/statistics', {});
  const there = pushed.find(
    ({ type }, n) => type === 'boolean' && isPushed(watched, n),
  );
  return there?.name ?? facts[0];
}

/** Has the backend begin a review of one service of each class, so that its answers are its own. */
async function beginPatterns(
  portal: Portal,
  services: number,
): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < Math.min(classes, services); i++) {
    const { id } = await portal.client.call(
      'startReview',
      { body: { service: serviceRef(i), checklist: checklistName } },
      { token: portal.userToken },
    );
    ids.push(id);
  }
  return ids;
}

async function checklistInForce(portal: Portal): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const { items } = await portal.client.call(
      'listChecklists',
      {},
      { token: portal.userToken },
    );
    if (items.some(({ name }) => name === checklistName)) return;
    await sleep(250);
  }
  throw new Error('The checklist of the bench did not come into force.');
}

/** A check that waivers may be on. */
async function someCheck(portal: Portal): Promise<string> {
  const { checks } = await portal.client.call(
    'getScorecard',
    { name: 'gold-standard' },
    { token: portal.userToken },
  );
  return checks[0].check;
}
