/** The name of the bench's own checklist. */
export const checklistName = 'bench';

const areas = 10;
const automaticPerArea = 3;
const manualPerArea = 2;

/** Roles that decide, and who holds them. */
export const reviewers = {
  sre: holders(1),
  security: holders(2),
};

/** The sections of the checklist. */
export const sections = Array.from({ length: areas }, (_, i) => `area-${i}`);

/**
 * A checklist of fifty controls, of which thirty are answered by facts. Its
 * rules read yes-or-no facts only, so that services with the same values give
 * the same reasons.
 */
export function benchChecklist(facts: string[]) {
  const rules = rulesOver(facts);
  return {
    apiVersion: 'gold-layer.io/v1',
    kind: 'Checklist',
    metadata: {
      name: checklistName,
      title: 'Bench',
      description: 'Fifty controls, thirty of them answered by facts.',
      version: '1.0.0',
    },
    spec: {
      purpose: 'production',
      signOff: Object.fromEntries(
        ['critical', 'important', 'standard', 'experimental'].map(tier => [
          tier,
          Object.keys(reviewers),
        ]),
      ),
      requiredFor: ['critical', 'important'],
      sections: sections.map((id, area) => ({
        id,
        title: `Area ${area}`,
        reviewer: area % 2 === 0 ? 'sre' : 'security',
        controls: [
          ...Array.from({ length: automaticPerArea }, (_, i) => ({
            ...control(area, i),
            rule: rules[area * automaticPerArea + i],
          })),
          ...Array.from({ length: manualPerArea }, (_, i) =>
            control(area, automaticPerArea + i),
          ),
        ],
      })),
    },
  };
}

/** Names of the people who hold the deciding roles, as an organisation would give them. */
export function benchRoles() {
  return {
    apiVersion: 'gold-layer.io/v1',
    kind: 'Roles',
    metadata: {
      name: 'bench',
      title: 'Bench',
      description: 'Who decides in the bench.',
      version: '1.0.0',
    },
    spec: {
      roles: Object.entries(reviewers).map(([name, people]) => ({
        name,
        title: name,
        holders: people,
      })),
    },
  };
}

/** The id of a control: those of each area that are answered by facts come first. */
export function controlId(area: number, i: number): string {
  return `area-${area}-control-${i}`;
}

/** A control that people answer. */
export const manualControl = controlId(0, automaticPerArea);

/** The facts one by one, then each with the next, and so on until there are enough. */
function rulesOver(facts: string[]): string[] {
  return Array.from({ length: areas * automaticPerArea }, (_, i) => {
    const step = Math.floor(i / facts.length);
    const names = [facts[i % facts.length]];
    if (step > 0) names.push(facts[(i + step) % facts.length]);
    return names.map(name => `facts.${name}`).join(' && ');
  });
}

function control(area: number, i: number) {
  return {
    id: controlId(area, i),
    title: `Control ${i} of area ${area} is in place`,
    guidance: 'It is in place when somebody has seen it work.',
    blocking: i === 0 ? ['critical', 'important'] : [],
  };
}

function holders(team: number): string[] {
  return Array.from(
    { length: 6 },
    (_, i) => `user:default/person-${team}-${i}`,
  );
}
