/** For tests: a checklist of two sections, whose document tests change. */
export function checklist(
  controls: Record<string, object[]> = {
    operations: [
      control('owner', {
        blocking: ['critical', 'standard'],
        rule: 'facts.test.owned',
      }),
      control('runbook', { blocking: ['critical'], evidence: 'required' }),
      control('dashboards', { evidence: 'none' }),
    ],
    security: [
      control('secrets', { rule: 'facts.test.secrets', evidence: 'none' }),
      control('pii', { blocking: ['critical'] }),
    ],
  },
  {
    version = '1.0.0',
    ...spec
  }: { version?: string; [field: string]: unknown } = {},
) {
  return {
    apiVersion: 'gold-layer.io/v1',
    kind: 'Checklist',
    metadata: {
      name: 'production',
      title: 'Production readiness',
      description: 'For tests.',
      version,
    },
    spec: {
      purpose: 'production',
      signOff: {
        critical: ['sre-lead', 'security'],
        important: ['sre-lead'],
        standard: ['security'],
        experimental: ['owner'],
      },
      validFor: { critical: 'P12M', standard: 'P24M' },
      requiredFor: ['critical'],
      promisedHours: 48,
      sections: Object.entries(controls).map(([id, of]) => ({
        id,
        title: `Section ${id}`,
        reviewer: id === 'security' ? 'security' : 'sre-lead',
        controls: of,
      })),
      ...spec,
    },
  };
}

/** For tests: a control, and what else the test cares about. */
export function control(id: string, more: object = {}) {
  return {
    id,
    title: `Control ${id}`,
    guidance: 'Look closely.',
    ...more,
  };
}
