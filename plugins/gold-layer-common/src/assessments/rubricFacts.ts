import type { FactDefinitionInput } from '../facts/fact';
import type { RubricDocument } from './document';

/** What the latest assessment by a rubric says, as facts. */
export const rubricFactParts = [
  'score',
  'band',
  'assessedAt',
  'overdue',
] as const;
/** What the latest assessment by a rubric says, as facts. */
export type RubricFactPart = (typeof rubricFactParts)[number];

/** Name of a rubric's fact, such as `assessment.sreMaturity.score` for `sre-maturity`. */
export function rubricFactName(rubric: string, part: RubricFactPart): string {
  const inCamelCase = rubric.replace(/-+(.)/g, (_, letter: string) =>
    letter.toLocaleUpperCase('en-US'),
  );
  return `assessment.${inCamelCase}.${part}`;
}

/** The facts of a rubric that services are assessed by; none of one for teams alone. */
export function rubricFacts({
  metadata: { name, title },
  spec,
}: RubricDocument): FactDefinitionInput[] {
  if (!spec.subjects.includes('service')) return [];
  return [
    {
      name: rubricFactName(name, 'score'),
      type: 'number',
      title: `${title}: score`,
      description: `Score of the latest published assessment by the rubric “${title}”.`,
      unit: '1',
      history: true,
    },
    {
      name: rubricFactName(name, 'band'),
      type: 'string',
      title: `${title}: band`,
      description: `Band of the latest published assessment by the rubric “${title}”.`,
      history: true,
    },
    {
      name: rubricFactName(name, 'assessedAt'),
      type: 'timestamp',
      title: `${title}: last assessed`,
      description: `When the latest assessment by the rubric “${title}” was published.`,
    },
    {
      name: rubricFactName(name, 'overdue'),
      type: 'boolean',
      title: `${title}: overdue`,
      description: `Whether the next assessment by the rubric “${title}” should have been published by now. Absent where there never was one.`,
    },
  ];
}
