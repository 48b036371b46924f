import { expect, test } from '@playwright/test';

// The last of the example company's pipelines to report.
const LAST_SOURCE = 'pelican-scans';
// Its paperwork is taken over after that.
const PAPERWORK = 'reviews';
const SERVICES = 48;
// Their objectives, measured up to today.
const SLOS = 46;

test('the example organisation is in and scored', async ({ request }) => {
  test.setTimeout(300_000);
  const session = await request.post('/api/auth/guest/refresh', {
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
  });
  const { backstageIdentity } = await session.json();
  const headers = { Authorization: `Bearer ${backstageIdentity.token}` };

  await expect(async () => {
    const response = await request.get('/api/gold-layer/status', { headers });
    expect(response.status()).toBe(200);
    const { catalog, evaluation, quarantined, sources } = await response.json();
    // With a Prometheus, the portal itself is one more.
    expect(catalog.services).toBeGreaterThanOrEqual(SERVICES);
    expect(evaluation.pending).toBe(0);
    expect(quarantined).toEqual([]);
    expect(
      sources
        .filter(
          (source: { name: string; services: number }) =>
            ['repository', LAST_SOURCE, PAPERWORK].includes(source.name) &&
            source.services > 0,
        )
        .map((source: { name: string }) => source.name)
        .sort(),
    ).toEqual([LAST_SOURCE, 'repository', PAPERWORK]);
    const slos = await request.get('/api/gold-layer/slos', { headers });
    expect((await slos.json()).totalItems).toBeGreaterThanOrEqual(SLOS);
    const silent = await request.get('/api/gold-layer/slos?state=no-data', {
      headers,
    });
    // The portal itself is measured once its first five minutes are over.
    expect(
      (await silent.json()).items
        .map((slo: { service: string }) => slo.service)
        .filter((ref: string) => ref !== 'component:default/gold-layer'),
    ).toEqual([]);
  }).toPass({ timeout: 280_000, intervals: [1_000] });
});
