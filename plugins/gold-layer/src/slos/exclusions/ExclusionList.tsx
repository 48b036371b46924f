import { Link } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  goldLayerSloEditPermission,
  type Exclusion,
} from '@gold-layer/backstage-plugin-common';
import EventRepeatIcon from '@mui/icons-material/EventRepeat';
import EventIcon from '@mui/icons-material/Event';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useGoldLayerAction } from '../../api';
import {
  ActionDialog,
  AsOf,
  EntityLink,
  Pill,
  useLinks,
  useTones,
  inlineLinks,
} from '../../ui';
import { meaningWords, spanWords, whenExcluded } from './words';

/** Planned time, each with when it is, when it comes next, what it means, why and by whom. */
export function ExclusionList(props: {
  items: Exclusion[];
  /** Titles of SLOs by their id, as far as they are known. */
  titles: Map<string, string>;
}) {
  return (
    <Box
      component="ul"
      aria-label="Planned time"
      sx={{ listStyle: 'none', m: 0, p: 0 }}
    >
      {props.items.map(exclusion => (
        <Declared
          key={exclusion.id}
          exclusion={exclusion}
          title={exclusion.slo && props.titles.get(exclusion.slo)}
        />
      ))}
    </Box>
  );
}

function Declared(props: { exclusion: Exclusion; title?: string }) {
  const { exclusion } = props;
  const { slo, service, rule, next, timeZone, meaning, reason } = exclusion;
  const links = useLinks();
  const tones = useTones();
  const [ending, setEnding] = useState(false);
  const { allowed } = usePermission({
    permission: goldLayerSloEditPermission,
    resourceRef: service,
  });
  const Icon = rule ? EventRepeatIcon : EventIcon;
  return (
    <Box
      component="li"
      sx={{ py: 1.25, borderBottom: 1, borderColor: 'divider', minWidth: 0 }}
    >
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
      >
        <Box sx={{ display: 'flex', gap: 1, minWidth: 0 }}>
          <Icon fontSize="small" aria-hidden />
          <Box
            component="strong"
            sx={{ minWidth: 0, overflowWrap: 'anywhere' }}
          >
            {whenExcluded(exclusion)}
          </Box>
        </Box>
        <Pill tone={meaning === 'dropped' ? tones.neutral : tones.warning}>
          {meaningWords[meaning].title}
        </Pill>
        {exclusion.afterwards && (
          <Pill tone={tones.warning}>Declared afterwards</Pill>
        )}
      </Box>
      <div>
        {next
          ? `Next: ${spanWords(next, timeZone)}.`
          : 'It is over and does not come again.'}
      </div>
      {exclusion.afterwards && (
        <div>
          {rule
            ? 'Its first time was over when it was declared: what happened then was known.'
            : 'It was over when it was declared: what happened in it was known.'}
        </div>
      )}
      <Box sx={{ overflowWrap: 'anywhere' }}>{reason}</Box>
      <Box sx={{ color: 'text.secondary' }}>{meaningWords[meaning].about}</Box>
      <Box
        sx={{
          color: 'text.secondary',
          fontSize: '0.8125rem',
          ...inlineLinks,
        }}
      >
        For{' '}
        {slo ? (
          <Link to={links.slo(slo)}>{props.title ?? slo}</Link>
        ) : (
          'all SLOs'
        )}{' '}
        of <EntityLink entityRef={service} tab="gold-layer" />; declared by{' '}
        <EntityLink entityRef={exclusion.createdBy} />{' '}
        <AsOf at={exclusion.createdAt} />.
      </Box>
      {allowed && (
        <Button
          size="small"
          color="inherit"
          variant="outlined"
          sx={{ mt: 0.75 }}
          onClick={() => setEnding(true)}
        >
          Take it back …
        </Button>
      )}
      {ending && (
        <EndDialog exclusion={exclusion} onClose={() => setEnding(false)} />
      )}
    </Box>
  );
}

function EndDialog(props: { exclusion: Exclusion; onClose: () => void }) {
  const { exclusion, onClose } = props;
  const end = useGoldLayerAction('endSloExclusion');
  return (
    <ActionDialog
      title="Take planned time back"
      doIt="Take it back"
      error={end.error}
      busy={end.isPending}
      onSubmit={() => end.mutate({ id: exclusion.id }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <div>
        It is then as if it had never been declared: what happened in this time
        counts as it was, also in the past, and budgets are worked out anew.
      </div>
      <div>{whenExcluded(exclusion)}</div>
    </ActionDialog>
  );
}
