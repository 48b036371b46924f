import {
  readSloDocuments,
  writeOpenSlo,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useMemo, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { toProblem } from '../../../api';
import { ErrorPanel, Hint, Waiting } from '../../../ui';
import { objectiveWords } from '../../figures';
import { Lacking, type LaterStepProps } from '../Lacking';
import { WizardPart } from '../WizardPart';
import type { SloDraft } from '../draft/draft';
import { specOf } from '../draft/specOf';
import { TargetField } from '../target/TargetField';
import { Replayed } from './Replayed';
import { useReplay, useRested } from './useReplay';

/** What the last 30 days would have been; the target can be changed and seen again. */
export function ReplayStep(props: LaterStepProps) {
  const { context, problems, go } = props;
  const { watch } = useFormContext<SloDraft>();
  const draft = watch();
  const [index, setIndex] = useState(0);
  // A target that is being typed is no reason to hide the rest.
  const others = problems.filter(({ field }) => field !== 'target');
  const spec = specOf(draft, context.before);
  const written = draft.imported || (spec && writeOpenSlo(spec));
  const text = useRested(written);
  const replay = useReplay(text, { service: draft.service, index });
  if (others.length > 0) return <Lacking problems={others} go={go} />;
  const refused = replay.error && toProblem(replay.error).kind === 'forbidden';
  return (
    <>
      <WizardPart
        title="Proposed"
        why="Every five minutes of the last 30 days is decided again under this target: its alerts and its budget, as they would have been then."
      >
        <Box sx={{ maxWidth: 360 }}>
          {draft.imported ? (
            <WhichSlo draft={draft} index={index} onChoose={setIndex} />
          ) : (
            <TargetField />
          )}
        </Box>
      </WizardPart>
      {refused && (
        <Hint tone="warning">
          You may not have the source asked; that takes the permission
          gold-layer.slo.query. The document can be written without a replay.
        </Hint>
      )}
      {replay.error && !refused && (
        <ErrorPanel
          error={replay.error}
          onRetry={() => {
            replay.refetch().catch(() => undefined);
          }}
        />
      )}
      {replay.isLoading && <Waiting lines={8} />}
      {replay.data && !replay.error && (
        <Box
          aria-busy={replay.isPlaceholderData || text !== written}
          sx={
            replay.isPlaceholderData || text !== written
              ? { opacity: 0.5 }
              : undefined
          }
        >
          <Replayed replay={replay.data} />
        </Box>
      )}
    </>
  );
}

function WhichSlo(props: {
  draft: SloDraft;
  index: number;
  onChoose: (index: number) => void;
}) {
  const { imported, service } = props.draft;
  const slos = useMemo(
    () => readSloDocuments(imported, { service }).slos,
    [imported, service],
  );
  if (slos.length === 0) {
    return (
      <Hint tone="warning">The imported file has no SLO without errors.</Hint>
    );
  }
  return (
    <TextField
      select
      fullWidth
      size="small"
      label="SLO of the imported file"
      value={Math.min(props.index, slos.length - 1)}
      onChange={event => props.onChoose(Number(event.target.value))}
    >
      {slos.map(({ id, title, objective }, at) => (
        <MenuItem key={id} value={at}>
          {title}, {objectiveWords(objective)}
        </MenuItem>
      ))}
    </TextField>
  );
}
