import {
  burnWindowNames,
  burnWindows,
  type SloAlert,
  type SloDetail,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { EmptyState, Panel, SmallTable } from '../../ui';
import { AlertPill } from '../SloPills';
import { Burn } from '../cells';
import { burnWords, windowName } from '../figures';
import { notAtSource, whoIsTold } from '../words';
import { Explained } from './Explained';

/** How fast the budget burns over each window, against which thresholds, and which alerts fire. */
export function BurnPanel(props: { slo: SloDetail }) {
  const { slo } = props;
  const { numbers, workedOut, alerts } = slo;
  return (
    <Panel
      title="Burn and alerts"
      question="How fast does it go, and is somebody called?"
    >
      <SmallTable
        label="Burn by window"
        rows={[...burnWindowNames]}
        rowKey={name => name}
        columns={[
          { title: 'Window', heading: true, render: name => name },
          {
            title: 'Burn',
            numeric: true,
            render: name => (
              <Explained
                name={`Burn over ${name}`}
                workedOut={workedOut[`burn.${name}`]}
              >
                <Burn burn={numbers.burn[name]} />
              </Explained>
            ),
          },
          {
            title: 'Alerts above',
            minWidth: 170,
            render: name => thresholds(alerts, burnWindows[name]),
          },
        ]}
      />
      <Box sx={{ mt: 2 }}>
        {alerts.length === 0 ? (
          <EmptyState
            why="No burn alert belongs to this SLO."
            todo="Nobody is called however fast the budget burns. An alert policy in the document brings alerts."
          />
        ) : (
          <>
            <Alerts slo={slo} />
            <Box sx={{ mt: 1, color: 'text.secondary' }}>
              {whoIsTold[slo.rules]}
            </Box>
          </>
        )}
      </Box>
      {slo.spec.minimumEvents !== undefined && alerts.length > 0 && (
        <Box sx={{ mt: 1, color: 'text.secondary' }}>
          Alerts stay silent below{' '}
          {slo.spec.minimumEvents.toLocaleString('en-US')} events in the longer
          window.
        </Box>
      )}
    </Panel>
  );
}

function Alerts(props: { slo: SloDetail }) {
  return (
    <SmallTable
      label="Burn alerts"
      rows={props.slo.alerts}
      rowKey={alert => `${alert.severity} ${alert.longMinutes}`}
      columns={[
        {
          title: 'Alert',
          heading: true,
          minWidth: 150,
          render: alert => (
            <>
              {alert.severity === 'page' ? 'Page' : 'Ticket'} above{' '}
              {burnWords(alert.factor)}
              <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
                over {windowName(alert.longMinutes)} and{' '}
                {windowName(alert.shortMinutes)}
              </Box>
              {alert.unreachable && (
                <Box sx={{ fontSize: '0.8125rem' }}>
                  It can never fire. {alert.unreachable}
                </Box>
              )}
            </>
          ),
        },
        {
          title: 'Now',
          minWidth: 110,
          render: alert => (
            <>
              <Burn burn={alert.long} /> and <Burn burn={alert.short} />
            </>
          ),
        },
        {
          title: 'By our numbers',
          render: alert => <AlertPill state={alert.state} />,
        },
        {
          title: 'At the source',
          render: alert =>
            alert.atSource ? (
              <AlertPill state={alert.atSource} />
            ) : (
              notAtSource[props.slo.rules]
            ),
        },
      ]}
    />
  );
}

function thresholds(alerts: SloAlert[], minutes: number): string {
  return alerts
    .filter(
      alert => alert.longMinutes === minutes || alert.shortMinutes === minutes,
    )
    .map(alert => `${alert.severity} ${burnWords(alert.factor)}`)
    .join(', ');
}
