import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** How the action is used, for the portal's list of actions. */
export const sloRulesExamples: TemplateExample[] = [
  {
    description: 'Rules beside the OpenSLO file of a new service',
    example: `steps:
  - id: slo-rules
    name: Write rules for Prometheus
    action: gold-layer:slo:rules
    input:
      files: [slos/availability.yaml]
      output: deploy/prometheus
`,
  },
];
