import { expect, expectAccessible, test } from './portalTest';
import { answerTheRest, personAt, Review } from './paperwork';

const beacon = 'component:default/beacon';

test('a critical service is reviewed, changed, signed, approved on a condition, and drifts', async ({
  portal: robin,
  as,
  request,
}) => {
  test.setTimeout(420_000);

  // The team lead starts a review and finds answers in it.
  await robin.goto('/gold-layer/reviews');
  await robin.getByRole('button', { name: 'Start a review' }).click();
  await robin.getByLabel('Service', { exact: true }).fill('Beacon');
  await robin.getByRole('option', { name: /^Beacon/ }).click();
  await robin.getByRole('dialog').getByLabel('Checklist').click();
  await robin.getByRole('option', { name: /^Production readiness/ }).click();
  await robin.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(
    robin.getByRole('heading', { name: 'Production readiness: Beacon' }),
  ).toBeVisible();
  await expect(
    robin.getByText(/answered, [1-9]\d* of them by the portal/),
  ).toBeVisible();
  await expectAccessible(robin);
  const id = new URL(robin.url()).pathname.split('/').pop();
  const path = `/gold-layer/reviews/${id}`;

  // They look again at what no fact can answer; it is saved as they go.
  await robin.getByRole('button', { name: /^Objectives \d/ }).click();
  const policy = robin.getByRole('article', { name: /^It is written down/ });
  for (const answer of ['Partly met', 'Met']) {
    await policy.getByRole('button', { name: answer, exact: true }).click();
    await expect(
      policy.getByRole('button', { name: answer, exact: true }),
    ).toHaveAttribute('aria-pressed', 'true');
    await expect(robin.getByText('Everything is saved.')).toBeVisible();
  }
  await policy.getByRole('button', { name: /^Add evidence for/ }).click();
  const evidence = robin.getByRole('dialog');
  await evidence.getByLabel('What it shows').fill('Written down and signed');
  await evidence
    .getByLabel('Address')
    .fill('https://docs.twopelicans.example/lighthouse/signed');
  await evidence.getByRole('button', { name: 'Add evidence' }).click();
  await expect(
    robin.getByRole('link', { name: /^Written down and signed/ }),
  ).toBeVisible();

  const lead = await personAt(request, 'guest');
  const draft = await lead.call<Review>('get', `/reviews/${id}`);
  await answerTheRest(lead, draft, { except: ['rotation-of-five'] });

  // Too few people take turns: the risk is accepted for a while, by somebody else.
  await robin.goto(
    `/gold-layer/risks/new?service=${beacon}&checklist=production-readiness&control=rotation-of-five`,
  );
  await robin
    .getByLabel('Because …', { exact: true })
    .fill('Only four people take turns');
  await robin
    .getByLabel('… it may happen that …')
    .fill('a week of illness leaves nights to the same two people');
  await robin.getByLabel('How likely').click();
  await robin.getByRole('option', { name: 'Low' }).click();
  await robin.getByLabel('How bad').click();
  await robin.getByRole('option', { name: 'Medium' }).click();
  await robin
    .getByLabel('What softens it meanwhile')
    .fill('Lantern, the neighbouring team, stands in');
  await robin
    .getByLabel('How it will be put right')
    .fill('Two people join in January');
  await robin
    .getByLabel('Ticket')
    .fill('https://tickets.twopelicans.example/LIG-77');
  const inThreeWeeks = new Date(Date.now() + 21 * 86_400_000);
  await robin.getByLabel('Until').fill(inThreeWeeks.toISOString().slice(0, 10));
  await expectAccessible(robin);
  await robin.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(robin.getByText('Waits for approval')).toBeVisible();
  await expect(robin.getByRole('button', { name: 'Approve …' })).toBeHidden();
  const risk = new URL(robin.url()).pathname;

  const ansgar = await as('Ansgar Stormglass');
  await ansgar.goto(risk);
  await ansgar.getByRole('button', { name: 'Approve …' }).click();
  await ansgar.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(ansgar.getByText('Active', { exact: true })).toBeVisible();

  // Everything is answered: off it goes.
  await robin.goto(path);
  await robin.getByRole('button', { name: 'Submit', exact: true }).click();
  await robin
    .getByRole('dialog')
    .getByRole('button', { name: 'Submit' })
    .click();
  await expect(robin.getByText('Submitted', { exact: true })).toBeVisible();

  // Reviewers take turns; this one is Edda's.
  const security = await personAt(request, 'edda.padlock');
  await security.call('post', `/reviews/${id}/assignments`, {
    role: 'security',
    person: 'user:default/edda.padlock',
  });

  // Security finds it waiting, signs one section and asks for a change in another.
  const edda = await as('Edda Padlock');
  await edda.goto('/gold-layer/inbox');
  await edda
    .getByRole('region', { name: 'To decide' })
    .getByRole('listitem')
    .filter({ hasText: 'Beacon' })
    .getByRole('link')
    .first()
    .click();
  await expect(edda).toHaveURL(new RegExp(`${id}`));
  await edda.getByRole('button', { name: /^Security \d/ }).click();
  await edda.getByRole('button', { name: 'Sign section' }).click();
  await edda
    .getByRole('dialog')
    .getByRole('button', { name: 'Sign section' })
    .click();
  await expect(edda.getByText('Signed', { exact: true })).toBeVisible();
  await edda.getByRole('button', { name: /^Data \d/ }).click();
  await edda
    .getByRole('main')
    .getByRole('button', { name: 'Request changes' })
    .last()
    .click();
  const ask = edda.getByRole('dialog');
  await ask
    .getByLabel(/What has to change/)
    .fill('Say for how long positions of ships are kept.');
  await ask.getByRole('button', { name: 'Request changes' }).click();
  await expect(
    edda.getByText('Changes requested', { exact: true }).first(),
  ).toBeVisible();

  // The team answers and hands it in again.
  await robin.goto(`/gold-layer/inbox`);
  await expect(
    robin
      .getByRole('region', { name: 'To answer' })
      .getByText('Beacon')
      .first(),
  ).toBeVisible();
  const changed = await lead.call<Review>('get', `/reviews/${id}`);
  const retention = changed.sections
    .flatMap(({ controls }) => controls)
    .find(({ control }) => control === 'retention-defined');
  await lead.call('put', `/reviews/${id}/answers/retention-defined`, {
    version: retention?.version,
    note: 'Positions of ships are kept for 90 days, then only their average speed.',
  });
  await robin.goto(path);
  await robin.getByRole('button', { name: 'Submit again' }).click();
  await robin
    .getByRole('dialog')
    .getByRole('button', { name: 'Submit' })
    .click();
  await expect(
    robin.getByRole('button', { name: 'Submit again' }),
  ).toBeHidden();

  // Security and the SRE lead approve, the director on a condition.
  const resubmitted = await security.call<Review>('get', `/reviews/${id}`);
  const signed = await security.call<Review>(
    'post',
    `/reviews/${id}/sign-offs`,
    {
      version: resubmitted.version,
      section: 'data',
    },
  );
  const secure = await security.call<Review>(
    'post',
    `/reviews/${id}/decisions`,
    {
      version: signed.version,
      role: 'security',
      decision: 'approved',
    },
  );
  const sre = await personAt(request, 'ansgar.stormglass');
  await sre.call('post', `/reviews/${id}/decisions`, {
    version: secure.version,
    role: 'sre-lead',
    decision: 'approved',
  });
  const dorothea = await as('Dorothea Helm');
  await dorothea.goto(path);
  await dorothea
    .getByRole('button', { name: /^Decide/ })
    .first()
    .click();
  const decision = dorothea.getByRole('dialog');
  await decision.getByRole('radio', { name: /condition/i }).click();
  await decision.getByRole('button', { name: /Add/ }).click();
  await decision
    .getByRole('textbox', { name: 'Condition 1' })
    .fill('A fifth person is on the rotation');
  await expectAccessible(dorothea, '[role=dialog]');
  await decision.getByRole('button', { name: /^Approve/ }).click();
  await expect(
    dorothea.getByText('Approved with conditions', { exact: true }),
  ).toBeVisible();

  // A fact breaks, and the approval no longer tells the truth: the page says so.
  await robin.goto(path);
  const push = await request.post('/api/gold-layer/facts', {
    headers: { Authorization: `Bearer ${process.env.GOLD_LAYER_PUSH_TOKEN}` },
    data: {
      source: 'ci',
      items: [
        { service: beacon, fact: 'security.secrets.managed', value: false },
      ],
    },
  });
  expect(push.status()).toBe(200);
  await expect(
    robin.getByText(/1 control has regressed/).first(),
  ).toBeVisible();
  await expectAccessible(robin);
});

test('nobody approves their own', async ({ portal, request }) => {
  const lead = await personAt(request, 'guest');
  const started = await lead.call<Review>('post', '/reviews', {
    service: 'component:default/delivery-promises',
    checklist: 'production-readiness',
  });
  await answerTheRest(lead, started, { except: [] });
  const { version } = await lead.call<Review>('get', `/reviews/${started.id}`);
  const submitted = await lead.call<Review>(
    'post',
    `/reviews/${started.id}/submission`,
    { version },
  );
  const refused = await lead.attempt(`/reviews/${started.id}/decisions`, {
    version: submitted.version,
    role: 'peer-tech-lead',
    decision: 'approved',
  });
  expect(refused.status).toBe(403);

  await portal.goto(`/gold-layer/reviews/${started.id}`);
  await expect(portal.getByText('Submitted', { exact: true })).toBeVisible();
  await expect(portal.getByRole('button', { name: /^Decide/ })).toBeDisabled();
});
