import {
  nominalWindowMinutes,
  type BurnAlert,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useFormContext } from 'react-hook-form';
import { Hint, SmallTable } from '../../../ui';
import { burnWords, minutesWords, shareWords, windowName } from '../../figures';
import type { SloDraft } from '../draft/draft';
import { areUsual } from '../draft/draftOf';
import { alertKey, usualAlerts, windowOf } from '../draft/specOf';

/** The burn alerts with what each means; those that are not wanted can be left out. */
export function AlertTable(props: { before?: SloSpec; objective?: string }) {
  const { watch, setValue } = useFormContext<SloDraft>();
  const draft = watch();
  const window = windowOf(draft, props.before);
  const minutes = nominalWindowMinutes(window);
  if (!props.objective || !(minutes > 0)) {
    return <Hint>They follow from the target and the window.</Hint>;
  }
  const usual = usualAlerts(window, props.objective);
  const own = draft.ownAlerts && props.before?.alerts;
  const shown = own || usual;
  const toggle = (key: string) =>
    setValue(
      'silenced',
      draft.silenced.includes(key)
        ? draft.silenced.filter(each => each !== key)
        : [...draft.silenced, key],
    );
  return (
    <>
      {props.before && !areUsual(props.before) && (
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
      <SmallTable
        label="Burn alerts"
        rows={shown}
        rowKey={alertKey}
        columns={[
          {
            title: 'Alert',
            heading: true,
            minWidth: 120,
            render: alert => (
              <FormControlLabel
                sx={{ mr: 0 }}
                control={
                  <Checkbox
                    size="small"
                    sx={{ py: 0 }}
                    checked={!draft.silenced.includes(alertKey(alert))}
                    onChange={() => toggle(alertKey(alert))}
                  />
                }
                label={`${alert.severity === 'page' ? 'Page' : 'Ticket'} over ${windowName(alert.longMinutes)}`}
              />
            ),
          },
          {
            title: 'Windows',
            minWidth: 90,
            render: alert =>
              `${windowName(alert.longMinutes)} and ${windowName(alert.shortMinutes)}`,
          },
          {
            title: 'Factor',
            numeric: true,
            render: ({ factor }) => burnWords(factor),
          },
          {
            title: 'What it means',
            minWidth: 260,
            render: alert => meaning(alert, minutes),
          },
        ]}
      />
      {shown.every(alert => draft.silenced.includes(alertKey(alert))) && (
        <Hint tone="warning">
          Without any alert nobody learns that the promise is about to be
          broken.
        </Hint>
      )}
    </>
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
