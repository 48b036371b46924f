import type {
  RouteOutput,
  SloDetail,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import type { UseQueryResult } from '@tanstack/react-query';
import { AsOf, EmptyState, Loaded, Panel } from '../../ui';
import { RulePill } from '../SloPills';
import { CodeBlock, Disclosed } from './CodeBlock';

/** The rules that follow from the SLO, and whether the source has them. */
export function RulesPanel(props: {
  slo: SloDetail;
  query: UseQueryResult<RouteOutput<'getSloRules'>>;
}) {
  return (
    <Panel
      title="Rules"
      question="Does Prometheus record and alert as the document says?"
    >
      <Loaded query={props.query} lines={4}>
        {rules => (
          <>
            <Box
              sx={{
                display: 'flex',
                flexWrap: 'wrap',
                gap: 1,
                alignItems: 'center',
              }}
            >
              <RulePill state={rules.state} />
              <Box component="span" sx={{ color: 'text.secondary' }}>
                compared <AsOf at={rules.checkedAt} never="never yet" />
              </Box>
            </Box>
            <Box sx={{ mt: 1 }}>{rules.sentence}</Box>
            {rules.diff && (
              <CodeBlock
                diff
                label="What is loaded against what follows from the document"
                text={rules.diff}
              />
            )}
            {rules.text ? (
              <Disclosed show="Show the rules" hide="Hide the rules">
                {() => (
                  <CodeBlock
                    label="Rules for Prometheus"
                    text={rules.text}
                    file={`${props.slo.id}.rules.yaml`}
                  />
                )}
              </Disclosed>
            ) : (
              <EmptyState why="No rules follow from this SLO." />
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
