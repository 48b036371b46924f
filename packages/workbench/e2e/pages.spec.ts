import { expect, expectAccessible, test } from './portalTest';

const till = '/catalog/default/component/till-api';

/** Every page Gold Layer draws, and words on it that come from its data. */
const pages = [
  { name: 'overview', path: '/gold-layer/overview', shows: 'Levels by tier' },
  {
    name: 'services',
    path: '/gold-layer/services',
    shows: 'Booking Desk',
  },
  {
    name: 'services that match',
    path: '/gold-layer/services?tier=critical&scorecard=gold-standard&level=gold',
    shows: 'Front Door',
  },
  {
    name: 'scorecards',
    path: '/gold-layer/scorecards',
    shows: 'Gold standard',
  },
  {
    name: 'a scorecard',
    path: '/gold-layer/scorecards/gold-standard',
    shows: 'A restore was tested within 180 days',
  },
  { name: 'health', path: '/gold-layer/health', shows: 'Sources of facts' },
  {
    name: 'the checks of a service',
    path: `${till}/gold-layer`,
    shows: /^It holds Gold/,
  },
  {
    name: 'the facts of a service',
    path: `${till}/gold-layer?view=facts`,
    shows: 'testing.coverage.unit',
  },
  {
    name: 'the history of a service',
    path: `${till}/gold-layer?view=history`,
    shows: 'History',
  },
  {
    name: 'the record of a service',
    path: `${till}/gold-layer?view=record`,
    shows: 'Should this service be Gold?',
  },
  {
    name: 'the card on a service',
    path: till,
    shows: 'See all checks',
  },
];

const desk = { width: 1280, height: 900 };
const looks = [
  { name: 'light', colorScheme: 'light', size: desk },
  { name: 'dark', colorScheme: 'dark', size: desk },
  { name: 'phone', colorScheme: 'light', size: { width: 400, height: 800 } },
] as const;

for (const { name, path, shows } of pages) {
  test(`${name}: accessible in both themes and on a phone`, async ({
    portal,
  }) => {
    for (const look of looks) {
      await test.step(look.name, async () => {
        await portal.emulateMedia({ colorScheme: look.colorScheme });
        await portal.setViewportSize(look.size);
        await portal.goto(path);
        await expect(portal.getByText(shows).first()).toBeVisible();
        await expect(portal.getByRole('progressbar')).toHaveCount(0);
        await expectAccessible(portal);
        const sideways = await portal.evaluate(
          () =>
            document.documentElement.scrollWidth -
            document.documentElement.clientWidth,
        );
        expect(sideways, 'pixels to scroll sideways').toBe(0);
      });
    }
  });
}
