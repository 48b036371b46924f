import AxeBuilder from '@axe-core/playwright';
import { Page, expect, test as base } from '@playwright/test';

/** Signs somebody in on the sign-in page and answers the page they then see. */
async function enter(page: Page, button: string | RegExp) {
  await page.goto('/');
  await page.getByRole('button', { name: button }).click();
  await expect(page).toHaveURL(/\/gold-layer/);
}

/** Remembers what goes wrong in a page. */
function watch(page: Page, errors: string[]) {
  page.on('pageerror', error => errors.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') {
      errors.push(`${message.text()} (${message.location().url})`);
    }
  });
}

/**
 * A test with `portal`: a page on which a guest has signed in and stands on
 * the overview; and with `as`, which opens a page of its own for somebody else
 * of the example organisation. It fails when a browser's console shows an error
 * on the way.
 */
export const test = base.extend<{
  portal: Page;
  as: (name: string) => Promise<Page>;
}>({
  portal: async ({ page }, use) => {
    const errors: string[] = [];
    watch(page, errors);
    await enter(page, 'Enter');
    await use(page);
    expect(errors, 'errors in the browser console').toEqual([]);
  },
  as: async ({ browser }, use) => {
    const errors: string[] = [];
    const pages: Page[] = [];
    await use(async name => {
      const context = await browser.newContext();
      const page = await context.newPage();
      pages.push(page);
      watch(page, errors);
      await enter(page, new RegExp(name));
      return page;
    });
    for (const page of pages) await page.context().close();
    expect(errors, "errors in the other people's consoles").toEqual([]);
  },
});

/**
 * Scans what Gold Layer draws for violations of WCAG 2.1 A and AA. The header
 * and sidebar around it are the portal's, and not in our hands.
 */
export async function expectAccessible(page: Page, area = 'main') {
  // The portal's own spinners have no name, and go.
  await expect(
    page.locator(area).locator('.MuiCircularProgress-root'),
  ).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page })
    .include(area)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${id}: ${help} at ${node.target.join(' ')}`),
  );
  expect(findings, `accessibility of ${page.url()}`).toEqual([]);
}

export { expect };
