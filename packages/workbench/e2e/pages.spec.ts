import type { Page } from '@playwright/test';
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
  { name: 'SLOs', path: '/gold-layer/slos', shows: 'Booking Desk answers' },
  {
    name: 'an SLO',
    path: '/gold-layer/slos/default.booking-desk.answered',
    shows: 'What ate the budget',
  },
  {
    name: 'an SLO that is not measured any more',
    path: '/gold-layer/slos/default.weather-vane.answered',
    shows: 'Stale',
  },
  {
    name: 'the wizard',
    path: '/gold-layer/slos/new',
    shows: 'What is promised?',
  },
  {
    name: 'planned time',
    path: '/gold-layer/slos/exclusions',
    shows: /Planned time/,
  },
  {
    name: 'the deploy gate',
    path: '/gold-layer/slos/gate',
    shows: /May this go out/,
  },
  {
    name: 'the SLOs of a service',
    path: '/catalog/default/component/till-api/gold-layer?view=slos',
    shows: 'Till answers',
  },
  { name: 'reviews', path: '/gold-layer/reviews', shows: 'Loyalty Knots' },
  {
    name: 'reviews that hold',
    path: '/gold-layer/reviews?state=approved',
    shows: 'Front Door',
  },
  {
    name: 'assessments',
    path: '/gold-layer/assessments',
    shows: 'Weakest dimensions',
  },
  {
    name: 'assessments of teams',
    path: '/gold-layer/assessments?kind=team',
    shows: 'Weakest dimensions',
  },
  { name: 'risks', path: '/gold-layer/risks', shows: 'Label Printer' },
  {
    name: 'what waits',
    path: '/gold-layer/inbox',
    shows: 'To finish or begin',
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

/** Opens a page in one look: it is complete, accessible and no wider than the screen. */
async function lookAt(
  portal: Page,
  look: (typeof looks)[number],
  { path, shows }: { path: string; shows: string | RegExp },
) {
  await portal.emulateMedia({ colorScheme: look.colorScheme });
  await portal.setViewportSize(look.size);
  await portal.goto(path);
  await expect(portal.getByText(shows).first()).toBeVisible();
  await expect(portal.getByRole('progressbar', { name: /^$/ })).toHaveCount(0);
  await expectAccessible(portal);
  const sideways = await portal.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  expect(sideways, 'pixels to scroll sideways').toBe(0);
}

for (const { name, path, shows } of pages) {
  test(`${name}: accessible in both themes and on a phone`, async ({
    portal,
  }) => {
    for (const look of looks) {
      await test.step(look.name, () => lookAt(portal, look, { path, shows }));
    }
  });
}

/** Pages of one thing each: found on the list before them. */
const things = [
  {
    name: 'a review that has drifted',
    list: '/gold-layer/reviews?state=drifted',
    link: /^Route Planner/,
    shows: 'Who decides',
  },
  {
    name: 'an assessment',
    list: '/gold-layer/assessments',
    link: /^\d+(\.\d)?$/,
    shows: 'Next step:',
  },
  {
    name: 'a waiver',
    list: '/gold-layer/risks',
    link: /^Dependencies are scanned/,
    shows: 'Who answers for it',
  },
];

for (const { name, list, link, shows } of things) {
  test(`${name}: accessible in both themes and on a phone`, async ({
    portal,
  }) => {
    await portal.goto(list);
    await portal
      .getByRole('main')
      .getByRole('link', { name: link })
      .first()
      .click();
    await expect(portal.getByText(shows).first()).toBeVisible();
    const { pathname } = new URL(portal.url());
    for (const look of looks)
      await test.step(look.name, () =>
        lookAt(portal, look, { path: pathname, shows }),
      );
  });
}
