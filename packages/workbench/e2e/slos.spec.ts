import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findPrometheus } from '../setup/programs.mjs';
import { personAt } from './paperwork';
import { expect, expectAccessible, test } from './portalTest';

const run = promisify(execFile);
const bookingDesk = 'component:default/booking-desk';

test('worst first, and within a minute one knows what ate a budget and when the freeze ends', async ({
  portal,
}) => {
  await portal.getByRole('tab', { name: 'SLOs' }).click();
  // The first row is the header.
  await expect(portal.locator('[aria-rowindex="2"]')).toContainText(
    'Exhausted',
  );
  await portal.getByRole('link', { name: 'Booking Desk answers' }).click();

  await expect(
    portal.getByText(/If nothing fails, the freeze ends on/).first(),
  ).toBeVisible();
  const eaten = portal.getByRole('region', { name: 'What ate the budget' });
  await expect(eaten).toContainText(
    'Seats were sold that the seat map did not have',
  );
  await expect(eaten).toContainText('Postmortem due');
  await portal
    .getByRole('button', { name: /overspent/ })
    .first()
    .click();
  await expect(portal.getByText(/bad ÷ total/).first()).toBeVisible();
  await expectAccessible(portal);
});

test('the gate denies a feature with its reasons, lets a security patch pass, and keeps both answers', async ({
  portal,
  request,
}) => {
  await portal.goto(`/gold-layer/slos/gate?service=${bookingDesk}`);
  await portal.getByRole('button', { name: 'Ask', exact: true }).click();
  const answer = portal.getByRole('region', {
    name: 'Answer',
    exact: true,
  });
  await expect(answer).toContainText(/Denied/);
  await expect(answer).toContainText('has used up its budget');
  await expectAccessible(portal);

  await portal.getByRole('combobox', { name: 'Kind of change' }).click();
  await portal.getByRole('option', { name: 'Security patch' }).click();
  await portal.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(answer).toContainText(/Allowed/);
  const past = portal.getByRole('region', { name: 'Past answers' });
  await expect(past).toContainText('Denied');
  await expect(past).toContainText('Allowed');
  await past
    .getByRole('button', { name: /^Why: Denied/ })
    .first()
    .click();
  await expect(
    past.getByRole('region', { name: 'Why it said so' }),
  ).toContainText('has used up its budget');
  await expectAccessible(portal);

  // A pipeline asks with a token that may do little else.
  const asked = await request.post('/api/gold-layer/deploy-gate', {
    headers: { Authorization: `Bearer ${process.env.GOLD_LAYER_PUSH_TOKEN}` },
    data: { service: bookingDesk, change: 'feature', reference: 'v2.1.0' },
  });
  expect(asked.status()).toBe(200);
  expect(await asked.json()).toMatchObject({ verdict: 'deny' });
});

test('only who holds a role breaks the glass, and the gate says who did', async ({
  as,
  request,
}) => {
  const lead = await personAt(request, 'guest');
  const glass = {
    service: bookingDesk,
    reason: 'The harbour is closed; passengers have to be rebooked tonight.',
    hours: 2,
  };
  const refused = await lead.attempt('/break-glass', glass);
  expect(refused.status).toBe(403);

  const ansgar = await as('Ansgar');
  await ansgar.goto(`/gold-layer/slos/gate?service=${bookingDesk}`);
  await ansgar.getByRole('button', { name: 'Ask', exact: true }).click();
  const answer = ansgar.getByRole('region', {
    name: 'Answer',
    exact: true,
  });
  await answer.getByRole('button', { name: /^Break the glass/ }).click();
  const dialog = ansgar.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /Why|Reason/ }).fill(glass.reason);
  await expectAccessible(ansgar, '[role=dialog]');
  await dialog.getByRole('button', { name: /^Break the glass/ }).click();
  await expect(dialog).toBeHidden();
  await ansgar.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(answer).toContainText(/Allowed/);
  await expect(answer).toContainText('Ansgar Stormglass');
});

test('the wizard makes an SLO of metrics that exist, replays it, and its rules please promtool', async ({
  portal,
}, testInfo) => {
  const programs = findPrometheus();
  test.skip(!programs, 'no Prometheus on this machine');
  if (!programs) return;

  await portal.goto('/gold-layer/slos/new?service=component:default/doorbell');
  await portal.getByRole('radio', { name: 'Success rate' }).check();
  await portal
    .getByRole('textbox', { name: 'Promise' })
    .fill('Every ring is heard');
  await portal
    .getByRole('textbox', { name: 'Name', exact: true })
    .fill('heard');
  await expectAccessible(portal);
  await portal.getByRole('button', { name: 'Next' }).click();

  await portal.getByRole('radio', { name: 'http_requests_total' }).check();
  await portal.getByRole('button', { name: 'Add a condition' }).first().click();
  const own = portal.getByRole('group', { name: 'Condition 1' }).first();
  await own.getByLabel('Label').fill('service');
  await own.getByLabel('Value').fill('doorbell');
  await expect(
    portal.getByRole('region', { name: 'Bad events' }),
  ).toContainText('http_requests_total{service="doorbell",code=~"5.."}');
  await expectAccessible(portal);
  await portal.getByRole('button', { name: 'Next' }).click();

  await portal.getByRole('textbox', { name: 'Target' }).fill('99.5');
  await expect(portal.getByText(/99\.5\s?% leaves/)).toBeVisible();
  await expectAccessible(portal);
  await portal.getByRole('button', { name: 'Next' }).click();

  const replayed = portal.getByRole('form', {
    name: 'What would the last 30 days have been?',
  });
  await expect(
    replayed.getByText('Times somebody would have been woken'),
  ).toBeVisible();
  await expect(replayed).toContainText('Budget used');
  await expectAccessible(portal);
  await portal.getByRole('button', { name: 'Next' }).click();

  await expect(
    portal.getByRole('textbox', { name: 'OpenSLO document' }),
  ).toHaveValue(/target: 0\.995/);
  const rules = portal.getByRole('region', { name: 'Rules for Prometheus' });
  const [download] = await Promise.all([
    portal.waitForEvent('download'),
    rules.getByRole('button', { name: /Download/ }).click(),
  ]);
  const file = testInfo.outputPath('rules.yaml');
  await download.saveAs(file);
  const { stdout } = await run(programs.promtool, ['check', 'rules', file]);
  expect(stdout).toContain('SUCCESS');
  await expectAccessible(portal);

  await portal.getByRole('button', { name: 'Keep in the portal' }).click();
  await portal.getByRole('link', { name: 'Every ring is heard' }).click();
  await expect(
    portal.getByRole('heading', { name: 'Every ring is heard' }),
  ).toBeVisible();
  // Measured by its own queries until its rules are loaded, from its past on.
  await expect(async () => {
    await portal.reload();
    await expect(portal.getByText('100%', { exact: true }).first()).toBeVisible(
      { timeout: 5_000 },
    );
  }).toPass({ timeout: 150_000 });
});

test('planned time is declared, told with its next occurrence, and taken back', async ({
  portal,
}) => {
  await portal.goto(
    '/gold-layer/slos/exclusions?service=component:default/parcel-tracker',
  );
  await portal.getByRole('button', { name: 'Declare planned time' }).click();
  const dialog = portal.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Again and again' }).check();
  await dialog.getByRole('textbox', { name: 'Why' }).fill('Maps are renewed');
  await expectAccessible(portal, '[role=dialog]');
  await dialog.getByRole('button', { name: 'Declare' }).click();
  await expect(dialog).toBeHidden();

  const list = portal.getByRole('list', { name: 'Planned time' });
  await expect(list).toContainText('Maps are renewed');
  await expect(list).toContainText('Next:');
  await expectAccessible(portal);

  await list.getByRole('button').first().click();
  await portal
    .getByRole('dialog')
    .getByRole('button', { name: /take it back|end/i })
    .click();
  await expect(portal.getByText('No planned time is declared.')).toBeVisible();
});
