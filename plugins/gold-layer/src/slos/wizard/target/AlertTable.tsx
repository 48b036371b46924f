import {
  nominalWindowMinutes,
  type BurnAlert,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useFormContext } from 'react-hook-form';
import { Hint, SmallTable, shareWords, useNarrow } from '../../../ui';
import { burnWords, minutesWords, windowName } from '../../figures';
import type { SloDraft } from '../draft/draft';
import { areUsual } from '../draft/draftOf';
import { alertKey, usualAlerts, windowOf } from '../draft/specOf';

/** The burn alerts with what each means; those that are not wanted can be left out. */
export function AlertTable(props: { before?: SloSpec; objective?: string }) {
  const { before, objective } = props;
  const { watch, setValue } = useFormContext<SloDraft>();
  const draft = watch();
  const window = windowOf(draft, before);
  const minutes = nominalWindowMinutes(window);
  if (!objective || !(minutes > 0)) {
    return <Hint>They follow from the target and the window.</Hint>;
  }
  const shown =
    before && draft.ownAlerts ? before.alerts : usualAlerts(window, objective);
  const silent = shown.every(alert => draft.silenced.includes(alertKey(alert)));
  return (
    <>
      {before && !areUsual(before) && (
        <FormControlLabel
          control={
            <Checkbox
              checked={draft.ownAlerts}
              onChange={(_, on) => setValue('ownAlerts', on)}
            />
          }
          label="Keep the alerts that its document has, instead of the usual ones"
        />
      )}
      {shown.length > 0 && <Alerts alerts={shown} windowMinutes={minutes} />}
      {silent && (
        <Hint tone="warning">
          Without any alert nobody learns that the promise is about to be
          broken.
        </Hint>
      )}
    </>
  );
}

function Alerts(props: { alerts: BurnAlert[]; windowMinutes: number }) {
  const { alerts, windowMinutes } = props;
  const windows = (alert: BurnAlert) =>
    `${windowName(alert.longMinutes)} and ${windowName(alert.shortMinutes)}`;
  if (useNarrow()) {
    return (
      <Box
        component="ul"
        aria-label="Burn alerts"
        sx={{ listStyle: 'none', m: 0, p: 0 }}
      >
        {alerts.map(alert => (
          <Box
            component="li"
            key={alertKey(alert)}
            sx={{ py: 1, borderBottom: 1, borderColor: 'divider' }}
          >
            <Wanted alert={alert} />
            <Box sx={{ color: 'text.secondary' }}>
              Above {burnWords(alert.factor)} over {windows(alert)}.{' '}
              {meaning(alert, windowMinutes)}
            </Box>
          </Box>
        ))}
      </Box>
    );
  }
  return (
    <SmallTable
      label="Burn alerts"
      rows={alerts}
      rowKey={alertKey}
      columns={[
        {
          title: 'Alert',
          heading: true,
          minWidth: 120,
          render: alert => <Wanted alert={alert} />,
        },
        { title: 'Windows', minWidth: 90, render: windows },
        {
          title: 'Factor',
          numeric: true,
          render: ({ factor }) => burnWords(factor),
        },
        {
          title: 'What it means',
          minWidth: 260,
          render: alert => meaning(alert, windowMinutes),
        },
      ]}
    />
  );
}

function Wanted(props: { alert: BurnAlert }) {
  const { watch, setValue } = useFormContext<SloDraft>();
  const silenced = watch('silenced');
  const key = alertKey(props.alert);
  const { severity, longMinutes } = props.alert;
  return (
    <FormControlLabel
      sx={{ mr: 0 }}
      componentsProps={{ typography: { variant: 'body2' } }}
      control={
        <Checkbox
          size="small"
          sx={{ py: 0 }}
          checked={!silenced.includes(key)}
          onChange={(_, on) =>
            setValue(
              'silenced',
              on ? silenced.filter(each => each !== key) : [...silenced, key],
            )
          }
        />
      }
      label={`${severity === 'page' ? 'Page' : 'Ticket'} over ${windowName(longMinutes)}`}
    />
  );
}

function meaning(
  { factor, longMinutes }: BurnAlert,
  windowMinutes: number,
): string {
  const share = (factor * longMinutes) / windowMinutes;
  const lasts = windowMinutes / factor;
  return `It has spent ${shareWords(share)} of the budget within ${minutesWords(longMinutes)}; at this speed a whole budget lasts ${minutesWords(lasts)}.`;
}
