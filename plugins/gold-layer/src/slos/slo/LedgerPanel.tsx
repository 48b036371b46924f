import { Link } from '@backstage/core-components';
import type {
  RouteOutput,
  SloDetail,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import type { UseQueryResult } from '@tanstack/react-query';
import {
  type BarItem,
  BarList,
  EmptyState,
  Loaded,
  Panel,
  Pill,
  shareWords,
  useTones,
} from '../../ui';
import { eventsWords, minutesWords, momentWords, unitOf } from '../figures';
import { Disclosed } from './CodeBlock';
import { foldLedger } from './foldLedger';

type Ledger = RouteOutput<'getSloLedger'>;
type Entry = Ledger['entries'][number];

const kindWords: Record<Entry['kind'], string> = {
  incident: 'Incident',
  deploy: 'Deploy',
  exclusion: 'Planned time',
  background: 'Without a known cause',
};

/** What ate the budget of the present window, largest first and the many small ones in one line; the shares sum to 100%. */
export function LedgerPanel(props: {
  slo: SloDetail;
  query: UseQueryResult<Ledger>;
}) {
  const unit = unitOf(props.slo.method);
  return (
    <Panel
      title="What ate the budget"
      question="Where would a repair pay most?"
    >
      <Loaded query={props.query} lines={5}>
        {ledger =>
          ledger.entries.length === 0 ? (
            <EmptyState
              why="Nothing bad was measured in this window."
              todo={props.slo.numbers.diagnosis}
            />
          ) : (
            <>
              <Entries entries={ledger.entries} unit={unit.many} />
              <Box
                sx={{
                  display: 'flex',
                  justifyContent: 'space-between',
                  borderTop: 1,
                  borderColor: 'divider',
                  pt: 1,
                  mt: 1,
                }}
              >
                <span>
                  {eventsWords(ledger.bad)} bad {unit.many} in all
                </span>
                <strong>100%</strong>
              </Box>
              <Box
                sx={{ color: 'text.secondary', fontSize: '0.8125rem', mt: 1 }}
              >
                {ledger.method}
              </Box>
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Entries(props: { entries: Entry[]; unit: string }) {
  const { entries, unit } = props;
  const tones = useTones();
  const { rows, small } = foldLedger(entries);
  const colors: Record<Entry['kind'], string> = {
    incident: tones.bad.fill,
    deploy: tones.state('waived').fill,
    exclusion: tones.neutral.fill,
    background: tones.unknown.fill,
  };
  const toItem = (entry: Entry, value: number, shown: string): BarItem => ({
    key: entry.mark?.id ?? entry.kind,
    label: <EntryWords entry={entry} unit={unit} />,
    value,
    shown,
    color: colors[entry.kind],
  });
  const items = rows.map(({ entry, percent }) =>
    toItem(entry, percent, `${percent}%`),
  );
  if (small) {
    items.push({
      key: 'small',
      label: small.title,
      value: small.percent,
      shown: `${small.percent}%`,
      color: colors[small.entries[0].kind],
      below: (
        <Disclosed show="Show each of them" hide="Hide them">
          {() => (
            <BarList
              full={100}
              items={small.entries.map(entry =>
                toItem(entry, entry.share * 100, shareWords(entry.share)),
              )}
            />
          )}
        </Disclosed>
      ),
    });
  }
  return <BarList full={100} items={items} />;
}

function EntryWords(props: { entry: Entry; unit: string }) {
  const { entry, unit } = props;
  const { mark } = entry;
  const tones = useTones();
  return (
    <>
      {mark?.url ? <Link to={mark.url}>{entry.title}</Link> : entry.title}{' '}
      {entry.postmortemDue && <Pill tone={tones.bad}>Postmortem due</Pill>}
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        {kindWords[entry.kind]}
        {mark && `, ${momentWords(mark.from)}`}
        {mark?.afterwards && ', declared afterwards'}: {eventsWords(entry.bad)}{' '}
        {unit}, {shareWords(entry.ofBudget)} of the budget,{' '}
        {minutesWords(entry.minutes)}
      </Box>
    </>
  );
}
