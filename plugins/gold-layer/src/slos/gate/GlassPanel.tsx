import type { BreakGlass } from '@gold-layer/backstage-plugin-common';
import { goldLayerGateBreakGlassPermission } from '@gold-layer/backstage-plugin-common';
import { usePermission } from '@backstage/plugin-permission-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useGoldLayer, useGoldLayerAction } from '../../api';
import {
  ActionDialog,
  EmptyState,
  EntityLink,
  Loaded,
  Panel,
  Pill,
  count,
  nameOf,
  useTones,
} from '../../ui';
import { momentWords } from '../figures';
import { BreakGlassDialog } from './BreakGlassDialog';

/** As long as any policy may allow; the one of the service decides. */
const longestHours = 72;

/** Who let which service through although its budget said no. */
export function GlassPanel(props: { service: string }) {
  const { service } = props;
  const query = useGoldLayer('listBrokenGlass', {
    service: service || undefined,
  });
  const { allowed } = usePermission({
    permission: goldLayerGateBreakGlassPermission,
    resourceRef: service || undefined,
  });
  const [breaking, setBreaking] = useState(false);
  return (
    <Panel
      title="Broken glass"
      question={
        service
          ? `Who let ${nameOf(service)} through?`
          : 'Who let which service through?'
      }
      action={
        allowed &&
        service && (
          <Button
            size="small"
            color="inherit"
            variant="outlined"
            onClick={() => setBreaking(true)}
          >
            Break the glass …
          </Button>
        )
      }
    >
      <Loaded query={query} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              why="Nobody has gone past the gate."
              todo={
                service
                  ? 'When a denied change cannot wait, one of the roles that its policy names can let it through here.'
                  : 'Choose a service to see only its own.'
              }
            />
          ) : (
            <Box
              component="ul"
              aria-label="Broken glass, newest first"
              sx={{
                listStyle: 'none',
                m: 0,
                p: 0,
                maxHeight: 480,
                overflow: 'auto',
              }}
            >
              {items.map(glass => (
                <Glass key={glass.id} glass={glass} named={!service} />
              ))}
            </Box>
          )
        }
      </Loaded>
      {breaking && (
        <BreakGlassDialog
          service={service}
          title={nameOf(service)}
          longestHours={longestHours}
          onClose={() => setBreaking(false)}
        />
      )}
    </Panel>
  );
}

function Glass(props: { glass: BreakGlass; named: boolean }) {
  const { glass } = props;
  const { allowed } = usePermission({
    permission: goldLayerGateBreakGlassPermission,
    resourceRef: glass.active ? glass.service : undefined,
  });
  const tones = useTones();
  const [ending, setEnding] = useState(false);
  const until = glass.ended
    ? `ended by ${glass.ended.by.title} on ${momentWords(glass.ended.at)}`
    : `until ${momentWords(glass.until)}`;
  return (
    <Box
      component="li"
      sx={{ py: 1, borderBottom: 1, borderColor: 'divider', minWidth: 0 }}
    >
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
      >
        <strong>{glass.by.title}</strong>
        {props.named && (
          <EntityLink entityRef={glass.service} tab="gold-layer" />
        )}
        {glass.active ? (
          <Pill tone={tones.warning}>In force</Pill>
        ) : (
          <Pill tone={tones.neutral}>Over</Pill>
        )}
      </Box>
      <Box sx={{ overflowWrap: 'anywhere' }}>{glass.reason}</Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        Broken {momentWords(glass.at)}, {until}. It has let{' '}
        {count(glass.used, 'change')} through.
      </Box>
      {glass.active && allowed && (
        <Button
          size="small"
          color="inherit"
          variant="outlined"
          sx={{ mt: 0.5 }}
          onClick={() => setEnding(true)}
        >
          End it now …
        </Button>
      )}
      {ending && <EndDialog glass={glass} onClose={() => setEnding(false)} />}
    </Box>
  );
}

function EndDialog(props: { glass: BreakGlass; onClose: () => void }) {
  const { glass, onClose } = props;
  const mend = useGoldLayerAction('mendGlass');
  return (
    <ActionDialog
      title="End this broken glass"
      doIt="End it"
      error={mend.error}
      busy={mend.isPending}
      onSubmit={() => mend.mutate({ id: glass.id }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <div>
        The gate answers for {nameOf(glass.service)} by its budget again at
        once. What {glass.by.title} wrote stays in the record.
      </div>
    </ActionDialog>
  );
}
