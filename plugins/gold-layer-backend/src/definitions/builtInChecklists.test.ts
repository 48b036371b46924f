import {
  ChecklistDocument,
  checklistDocumentSchema,
  rolesDocumentSchema,
  tiers,
} from '@gold-layer/backstage-plugin-common';
import { verifyChecklist } from '../reviews/checklists/compileChecklist';
import { definedFacts } from './definedFacts';
import { readBuiltInDocuments } from './readBuiltIn';

const checklists = readBuiltInDocuments('checklists').map(document =>
  checklistDocumentSchema.parse(document),
);
const facts = definedFacts();

function checklist(name: string): ChecklistDocument {
  const found = checklists.find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`No checklist is named '${name}'`);
  return found;
}

function controlsOf({ spec }: ChecklistDocument) {
  return spec.sections.flatMap(({ controls }) => controls);
}

/** The controls of a section that are there. */
function present(name: string, section: string, ids: string[]): string[] {
  const found = checklist(name).spec.sections.find(({ id }) => id === section);
  return (
    found?.controls.map(({ id }) => id).filter(id => ids.includes(id)) ?? []
  );
}

describe('the built-in checklists', () => {
  it('are those of the domain', () => {
    expect(
      checklists.map(({ metadata, spec }) => [
        metadata.name,
        spec.purpose,
        spec.sections.length,
        spec.sections.flatMap(({ controls }) => controls).length,
      ]),
    ).toEqual([
      ['game-day', 'gameDay', 3, 16],
      ['incident', 'incident', 4, 12],
      ['pre-production', 'preProduction', 4, 10],
      ['production-readiness', 'production', 10, 55],
      ['release-readiness', 'release', 3, 12],
    ]);
  });

  it.each(checklists.map(document => [document.metadata.name, document]))(
    '%s loads: its rules compile and its names are used once',
    (_, document) => {
      expect(verifyChecklist(document, facts)).toEqual([]);
    },
  );

  it('name only roles that are defined', () => {
    const defined = new Set(
      readBuiltInDocuments('roles').flatMap(document =>
        rolesDocumentSchema.parse(document).spec.roles.map(({ name }) => name),
      ),
    );
    const named = checklists.flatMap(({ spec }) => [
      ...Object.values(spec.signOff).flat(),
      ...spec.sections.map(({ reviewer }) => reviewer),
    ]);
    expect(named.filter(role => !defined.has(role))).toEqual([]);
  });

  it('let nothing that blocks pass by a bare word', () => {
    const bare = checklists.flatMap(document =>
      controlsOf(document)
        .filter(
          ({ blocking, evidence }) =>
            blocking.length > 0 && evidence === 'none',
        )
        .map(({ id }) => `${document.metadata.name}/${id}`),
    );
    expect(bare).toEqual([]);
  });
});

describe('production readiness', () => {
  // The nine areas, each with as many controls as it is said to have, and the tenth.
  it.each([
    ['slos', ['slis-measured', 'slos-agreed', 'budget-policy']],
    [
      'monitoring',
      [
        'golden-signals-dashboard',
        'alerts-lead-to-runbooks',
        'structured-logs',
        'traced',
      ],
    ],
    ['incidents', ['on-call-rotation', 'escalation-path', 'runbooks-top-five']],
    ['capacity', ['load-tested', 'autoscaling-tested', 'resource-limits']],
    [
      'resilience',
      [
        'degrades-gracefully',
        'circuit-breakers',
        'retries-back-off',
        'timeouts-set',
      ],
    ],
    ['deploy', ['rollback-tested', 'careful-rollout', 'feature-flags']],
    ['security', ['authentication', 'secrets-managed', 'dependencies-scanned']],
    ['data', ['restore-tested', 'retention-defined']],
    ['docs', ['architecture-diagram', 'api-documented', 'runbook-complete']],
    [
      'dependencies',
      ['dependencies-known', 'failure-modes', 'dependencies-promise-enough'],
    ],
  ])('asks in %s for %j', (section, ids) => {
    expect(present('production-readiness', section, ids)).toEqual(
      expect.arrayContaining(ids),
    );
  });

  it('asks for everything beyond them', () => {
    const ids = controlsOf(checklist('production-readiness')).map(c => c.id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'rotation-of-five',
        'escalation-policy',
        'rollback-fast',
        'headroom',
        'failure-modes',
        'personal-data',
        'mutual-tls',
        'rate-limits',
        'multi-region',
        'recovery-drilled',
        'latency-on-target',
        'pools-sized',
        'business-metrics',
        'alerts-tuned',
        'artefacts-signed',
        'policy-gates',
        'least-privilege',
        'budget-in-releases',
        'automated-mitigation',
      ]),
    );
  });

  it('blocks for each tier what the domain says, and nothing else', () => {
    const blockers = Object.fromEntries(
      tiers.map(tier => [
        tier,
        controlsOf(checklist('production-readiness'))
          .filter(({ blocking }) => blocking.includes(tier))
          .map(({ id }) => id),
      ]),
    );
    expect(blockers).toEqual({
      critical: [
        'slos-agreed',
        'burn-alerts',
        'on-call-rotation',
        'escalation-path',
        'rotation-of-five',
        'runbooks-top-five',
        'load-tested',
        'capacity-plan',
        'recovery-drilled',
        'rollback-tested',
        'restore-tested',
        'failure-modes',
      ],
      important: [
        'slos-agreed',
        'golden-signals-dashboard',
        'on-call-rotation',
        'runbooks-top-five',
        'load-tested',
        'rollback-tested',
        'backups-run',
      ],
      standard: [
        'alerts-lead-to-runbooks',
        'uptime-probe',
        'has-owner',
        'built-in-ci',
        'backups-run',
      ],
      experimental: ['has-owner'],
    });
  });

  it('is decided by whom, and holds as long as, the tier says', () => {
    expect(checklist('production-readiness').spec).toMatchObject({
      signOff: {
        critical: ['sre-lead', 'security', 'engineering-director'],
        important: ['sre', 'engineering-manager'],
        standard: ['peer-tech-lead'],
        experimental: ['owner'],
      },
      validFor: { critical: 'P12M', important: 'P18M', standard: 'P24M' },
    });
  });

  it.each([
    ['rollback-tested', 'P90D', 'duration("2160h")'],
    ['restore-tested', 'P180D', 'duration("4320h")'],
    ['recovery-drilled', 'P12M', 'duration("8784h")'],
  ])('lets %s count for %s', (id, validFor, age) => {
    const control = controlsOf(checklist('production-readiness')).find(
      each => each.id === id,
    );
    expect(control).toMatchObject({
      validFor,
      rule: expect.stringContaining(age),
    });
  });
});
