import type { ShownFact } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { AsOf, SmallTable } from '../ui';
import { Freshness } from './Freshness';
import { factValueInWords } from './factWords';

/** Facts with value, source and age; out-of-date ones first. */
export function KnownFacts(props: { facts: ShownFact[] }) {
  const facts = [...props.facts].sort(
    (a, b) => Number(b.stale) - Number(a.stale) || a.name.localeCompare(b.name),
  );
  return (
    <SmallTable
      label="Known facts, out-of-date ones first"
      rows={facts}
      rowKey={fact => fact.name}
      columns={[
        {
          title: 'Fact',
          heading: true,
          minWidth: 180,
          render: fact => (
            <FactName name={fact.name} title={fact.definition?.title} />
          ),
        },
        {
          title: 'Value',
          minWidth: 80,
          render: fact => (
            <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
              {factValueInWords(fact.value, fact.definition?.unit)}
            </Box>
          ),
        },
        {
          title: 'State',
          render: fact => <Freshness state={fact.stale ? 'stale' : 'fresh'} />,
        },
        { title: 'Source', render: fact => fact.source },
        {
          title: 'As of',
          minWidth: 110,
          render: fact => <AsOf at={fact.collectedAt} />,
        },
        {
          title: 'Valid until',
          minWidth: 110,
          render: fact => <AsOf at={fact.validUntil} never="it changes" />,
        },
      ]}
    />
  );
}

/** What a fact is called, and the name rules use. */
export function FactName(props: { name: string; title?: string }) {
  return (
    <>
      {props.title && <div>{props.title}</div>}
      <Box
        component="code"
        sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}
      >
        {props.name}
      </Box>
    </>
  );
}
