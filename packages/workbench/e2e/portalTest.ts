import AxeBuilder from '@axe-core/playwright';
import { Page, expect, test as base } from '@playwright/test';

/**
 * A test with `portal`: a page on which a guest has signed in and stands on
 * the overview. It fails when the browser's console shows an error on the way.
 */
export const test = base.extend<{ portal: Page }>({
  portal: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(error.message));
    page.on('console', message => {
      if (message.type() === 'error') {
        errors.push(`${message.text()} (${message.location().url})`);
      }
    });
    await page.goto('/');
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page).toHaveURL(/\/gold-layer/);
    await use(page);
    expect(errors, 'errors in the browser console').toEqual([]);
  },
});

/**
 * Scans what Gold Layer draws for violations of WCAG 2.1 A and AA. The header
 * and sidebar around it are the portal's, and not in our hands.
 */
export async function expectAccessible(page: Page, area = 'main') {
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
