import { expect, expectAccessible, test } from './portalTest';

test('one leaves as one person and comes back as another', async ({
  portal,
}) => {
  await portal.goto('/settings');
  await expect(portal.getByText('Robin Guest').first()).toBeVisible();
  await portal.getByTestId('user-settings-menu').click();
  await portal.getByText('Sign Out').click();

  await expect(portal.getByRole('button', { name: 'Enter' })).toBeFocused();
  await expectAccessible(portal);
  await portal.getByRole('button', { name: /Edda Padlock/ }).click();
  await expect(portal).toHaveURL(/\/gold-layer/);
  await portal.goto('/settings');
  await expect(portal.getByText('Bulkhead')).toBeVisible();
});

test('only people of the example company come in that way', async ({
  request,
}) => {
  const enter = (headers: Record<string, string>) =>
    request.post('/api/auth/example/refresh', { headers });
  expect((await enter({})).status()).toBe(400);
  const stranger = { 'x-gold-layer-example-person': 'mallory' };
  expect((await enter(stranger)).status()).toBe(401);
});
