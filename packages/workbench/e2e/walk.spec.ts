import { APIRequestContext } from '@playwright/test';
import { expect, expectAccessible, test } from './portalTest';

// Made by playwright.config.ts.
const pushToken = {
  Authorization: `Bearer ${process.env.GOLD_LAYER_PUSH_TOKEN}`,
};

async function push(
  request: APIRequestContext,
  item: { service: string; fact: string; value: unknown },
) {
  const response = await request.post('/api/gold-layer/facts', {
    headers: pushToken,
    data: { source: 'ci', items: [item] },
  });
  expect(response.status()).toBe(200);
  expect(await response.json()).toMatchObject({ stored: 1, rejected: 0 });
}

test('a failing check is three clicks away, and a push lifts the service while one looks on', async ({
  portal,
  request,
}) => {
  await portal.getByRole('tab', { name: 'Services' }).click();
  await portal.getByRole('link', { name: 'Sorting Office' }).click();
  await expect(
    portal.getByRole('heading', { name: /^It holds Bronze on Gold standard/ }),
  ).toBeVisible();
  await portal
    .getByRole('button', { name: 'Load-tested to twice its peak' })
    .first()
    .click();

  await expect(portal.getByText('Why it matters')).toBeVisible();
  await expect(portal.getByText('How to fix it')).toBeVisible();
  await expectAccessible(portal);

  await push(request, {
    service: 'component:default/sorting-office',
    fact: 'testing.load.ranAt',
    value: new Date().toISOString(),
  });
  await expect(
    portal.getByRole('heading', { name: /^It holds Silver on Gold standard/ }),
  ).toBeVisible();
});

test('the overview leads to the services behind each number', async ({
  portal,
}) => {
  await portal
    .getByRole('region', { name: 'At a glance' })
    .getByRole('link', { name: /are Gold$/ })
    .click();
  await expect(portal).toHaveURL(/level=gold/);
  await expect(portal.getByRole('link', { name: 'Front Door' })).toBeVisible();
  await expect(portal.getByRole('link', { name: 'Help Centre' })).toBeHidden();
});

test('nobody reads or pushes without a token, and a push token opens nothing else', async ({
  request,
}) => {
  expect((await request.get('/api/gold-layer/services')).status()).toBe(401);
  expect(
    (await request.post('/api/gold-layer/facts', { data: {} })).status(),
  ).toBe(401);
  const elsewhere = await request.get('/api/catalog/entities', {
    headers: pushToken,
  });
  expect(elsewhere.status()).toBe(403);
  for (const path of [
    'services',
    'reviews',
    'slos',
    'slo-rules.yaml',
    'deploy-gate-answers',
    'search-documents/review',
  ]) {
    const inside = await request.get(`/api/gold-layer/${path}`, {
      headers: pushToken,
    });
    expect([path, inside.status()]).toEqual([path, 403]);
  }
});
