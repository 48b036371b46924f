/** For tests: two facts that a rubric may read. */
export const knownFacts = `apiVersion: gold-layer.io/v1
kind: Facts
metadata: { name: care, title: Care, description: Care, version: 1.0.0 }
spec:
  facts:
    - name: care.docs
      type: boolean
      title: Documented
      description: Whether it is documented.
    - name: care.tests
      type: number
      title: Tests
      description: How many tests there are.
`;

/** For tests: a rubric of two dimensions graded 1 to 3, for services and teams. */
export function careRubric({
  version = '1.0.0',
  rule = 'facts.care.docs',
  lastGrade = 3,
} = {}): string {
  return `apiVersion: gold-layer.io/v1
kind: Rubric
metadata:
  name: care
  title: Care
  description: How well it is cared for.
  version: ${version}
spec:
  subjects: [service, team]
  scoring: sum
  cadence: P6M
  dimensions:
    - id: docs
      title: Documents
      question: Is it written down?
      grades:
        - { grade: 1, title: No, description: Nothing is. }
        - { grade: 2, title: Some, description: Some is., suggestedBy: ${rule} }
        - { grade: ${lastGrade}, title: All, description: All is., suggestedBy: facts.care.docs && facts.care.tests > 9 }
    - id: tests
      title: Tests
      question: Is it tested?
      grades:
        - { grade: 1, title: No, description: Nothing is. }
        - { grade: 2, title: Some, description: Some is. }
        - { grade: 3, title: All, description: All is. }
  bands:
    - { name: poor, title: Poor, from: 2, nextStep: Begin. }
    - { name: good, title: Good, from: 5, nextStep: Go on. }
`;
}
