import {
  type RouteOutput,
  goldLayerServiceRefreshPermission,
} from '@gold-layer/backstage-plugin-common';
import { usePermission } from '@backstage/plugin-permission-react';
import RefreshIcon from '@mui/icons-material/Refresh';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { toProblem, useGoldLayerAction } from '../api';
import { count } from '../ui';
import type { ServiceId } from './useService';

function Outcome(props: { answer: RouteOutput<'refreshService'> }) {
  const { sources } = props.answer;
  const failed = sources.filter(source => source.error !== undefined);
  if (failed.length === 0) {
    return (
      <Alert severity="success">
        {sources.length === 0
          ? 'Scored again. No source collects facts about single services.'
          : `${count(sources.length, 'source')} answered; the service is scored again.`}
      </Alert>
    );
  }
  return (
    <Alert severity="warning">
      {`${count(failed.length, 'source')} of ${sources.length} failed; facts of the others are new.`}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {failed.map(source => (
          <li key={source.name}>
            {source.name}: {source.error}
          </li>
        ))}
      </Box>
    </Alert>
  );
}

/** Collects the service's facts again. Not shown to those who may not. */
export function RefreshButton(props: { id: ServiceId; serviceRef: string }) {
  const { allowed } = usePermission({
    permission: goldLayerServiceRefreshPermission,
    resourceRef: props.serviceRef,
  });
  const refresh = useGoldLayerAction('refreshService');
  if (!allowed) return null;
  return (
    <Box sx={{ maxWidth: 420 }}>
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        startIcon={<RefreshIcon />}
        disabled={refresh.isPending}
        onClick={() => refresh.mutate(props.id)}
        sx={{ textTransform: 'none' }}
      >
        {refresh.isPending ? 'Collecting facts…' : 'Collect facts now'}
      </Button>
      <Box role="status" sx={{ mt: refresh.isIdle ? 0 : 1 }}>
        {refresh.data && <Outcome answer={refresh.data} />}
        {refresh.error && (
          <Alert severity="error">
            Facts could not be collected: {toProblem(refresh.error).message}
          </Alert>
        )}
      </Box>
    </Box>
  );
}
