import Box from '@mui/material/Box';
import { Panel } from '../../ui';
import { CodeBlock } from '../slo/CodeBlock';
import { useGoldLayerUrl, usePortalUrl } from '../useGoldLayerUrl';
import type { GateAddress } from './useGateAddress';

/** How a pipeline asks before it deploys. */
export function PipelinePanel(props: { address: GateAddress }) {
  const portal = usePortalUrl();
  const url = useGoldLayerUrl();
  const service = props.address.service || 'component:default/checkout';
  const change = props.address.change ?? 'feature';
  return (
    <Panel
      title="From a pipeline"
      question="How does a pipeline ask before it deploys?"
    >
      <Box>
        With a token of the portal that has the permission{' '}
        <code>gold-layer.gate.ask</code>. The answer is the exit code: 0 it may,
        1 it may not, 2 nobody could tell, 3 once the printed conditions are
        met.
      </Box>
      <CodeBlock
        label="Command line"
        text={`export GOLD_LAYER_TOKEN=…
npx gold-layer gate ${service} \\
  --change ${change} --reference "$VERSION" \\
  --url ${portal}`}
      />
      <CodeBlock
        label="Any other client"
        text={`curl --fail-with-body -X POST ${url}/deploy-gate \\
  -H "Authorization: Bearer $GOLD_LAYER_TOKEN" \\
  -H 'Content-Type: application/json' \\
  -d '{ "service": "${service}",
        "change": "${change}", "reference": "'"$VERSION"'" }'`}
      />
      <Box sx={{ mt: 1 }}>
        It answers JSON: <code>verdict</code> is <code>allow</code>,{' '}
        <code>conditions</code> or <code>deny</code>, beside{' '}
        <code>sentence</code>, <code>reasons</code> and <code>conditions</code>.
      </Box>
    </Panel>
  );
}
