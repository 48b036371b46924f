import { useFormContext } from 'react-hook-form';
import { sloIdOf } from '@gold-layer/backstage-plugin-common';
import { Hint } from '../../../ui';
import { CodeBlock } from '../../slo/CodeBlock';
import { useGoldLayerUrl } from '../../useGoldLayerUrl';
import { DraftField } from '../DraftField';
import { WizardPart } from '../WizardPart';
import type { SloDraft } from '../draft/draft';

/** Numbers that come over the API: how often, and how one sends them. */
export function Pushed() {
  const { watch } = useFormContext<SloDraft>();
  const [service, name] = watch(['service', 'name']);
  const url = useGoldLayerUrl();
  const id =
    service && name ? sloIdOf(service, name) : 'namespace.service.name';
  return (
    <WizardPart title="How often do numbers come?">
      <DraftField
        name="pushedEvery"
        label="Minutes between two of them"
        hint="Longer gaps count as not measured; 5 if nothing is written"
        sx={{ maxWidth: 440 }}
      />
      <Hint>
        No metric source is needed, and nothing is looked up. Once the SLO is
        kept, whatever measures it tells how many events of an interval were
        good. The same interval again replaces what was told, and late ones are
        welcome.
      </Hint>
      <CodeBlock
        label="How a job tells its numbers"
        text={`curl -X POST ${url}/slo-data \\
  -H "Authorization: Bearer $GOLD_LAYER_TOKEN" \\
  -H 'Content-Type: application/json' \\
  -d '{ "items": [{ "slo": "${id}",
        "from": "2026-12-01T02:00:00Z", "to": "2026-12-01T02:05:00Z",
        "good": 1180, "total": 1200 }] }'`}
      />
    </WizardPart>
  );
}
