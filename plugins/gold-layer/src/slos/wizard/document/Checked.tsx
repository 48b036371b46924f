import type { CheckedSloDocument } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import type { UseQueryResult } from '@tanstack/react-query';
import { Hint, Loaded } from '../../../ui';
import { CodeBlock } from '../../slo/CodeBlock';
import { WizardPart } from '../WizardPart';

/** What follows from the document: how it differs from what stands, and the rules. */
export function Checked(props: {
  query: UseQueryResult<CheckedSloDocument>;
  /** The text has changed since. */
  stale: boolean;
  name?: string;
}) {
  return (
    <Loaded query={props.query} lines={6}>
      {({ diff, rules, problems }) => (
        <Box
          aria-busy={props.stale}
          sx={props.stale ? { opacity: 0.5 } : undefined}
        >
          <WizardPart title="What changes">
            {diff ? (
              <CodeBlock
                diff
                label="Against what stands now"
                text={diff}
                maxHeight={300}
              />
            ) : (
              <Hint>Nothing stands of these SLOs yet: all of it is new.</Hint>
            )}
          </WizardPart>
          <WizardPart
            title="Rules for Prometheus"
            why="Recording rules make every number cheap to ask for, and the alerts fire without the portal. Load them where the metrics are."
          >
            {rules ? (
              <CodeBlock
                label="Recording and alerting rules"
                text={rules}
                file={`${props.name ?? 'slos'}.rules.yaml`}
                maxHeight={300}
              />
            ) : (
              <Hint tone={problems.length > 0 ? 'warning' : 'neutral'}>
                Rules follow once the document has no errors and has an SLO.
              </Hint>
            )}
          </WizardPart>
        </Box>
      )}
    </Loaded>
  );
}
