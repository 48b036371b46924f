import { Link } from '@backstage/core-components';
import type { SloDetail } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { Children, type ReactElement } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import { useGoldLayer } from '../../api';
import { Loaded, useLinks } from '../../ui';
import { windowWords } from '../figures';
import { refetchInterval } from '../list/useSloList';
import { BurnPanel } from './BurnPanel';
import { ContributorsPanel } from './ContributorsPanel';
import { DocumentPanel } from './DocumentPanel';
import { LedgerPanel } from './LedgerPanel';
import { Notices } from './Notices';
import { PolicyPanel } from './PolicyPanel';
import { QueriesPanel } from './QueriesPanel';
import { ReviewPanel } from './ReviewPanel';
import { RulesPanel } from './RulesPanel';
import { BurnDownPanel, SliPanel } from './SeriesPanels';
import { SloHeader } from './SloHeader';
import { Tiles } from './Tiles';

const live = { refetchInterval };

/** One SLO: what is left, what ate it, when it ends, and why one may believe that. */
export function SloPage() {
  const { id = '' } = useParams();
  const links = useLinks();
  const query = useGoldLayer('getSlo', { id }, live);
  return (
    <>
      <Box sx={{ mb: 1.5 }}>
        <Link to={links.slos()}>All SLOs</Link>
      </Box>
      <Loaded query={query} lines={16}>
        {slo => <SloPanels slo={slo} />}
      </Loaded>
    </>
  );
}

function SloPanels(props: { slo: SloDetail }) {
  const { slo } = props;
  const { id } = slo;
  const [search, setSearch] = useSearchParams();
  const days = search.get('days') ?? '';
  const series = useGoldLayer(
    'getSloSeries',
    { id, days: days ? Number(days) : undefined },
    live,
  );
  const ledger = useGoldLayer('getSloLedger', { id }, live);
  const rules = useGoldLayer('getSloRules', { id }, live);
  const queries = useGoldLayer('getSloQueries', { id }, live);
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '100%' }}>
      <SloHeader slo={slo} />
      <Notices slo={slo} />
      <Tiles slo={slo} />
      <ShownTime
        slo={slo}
        days={days}
        onChoose={next =>
          setSearch(
            previous => {
              const address = new URLSearchParams(previous);
              address.delete('days');
              if (next) address.set('days', next);
              return address;
            },
            { replace: true },
          )
        }
      />
      <Columns
        rows={[
          [
            <BurnDownPanel slo={slo} query={series} />,
            <LedgerPanel slo={slo} query={ledger} />,
          ],
          [
            <SliPanel slo={slo} query={series} />,
            <ContributorsPanel slo={slo} />,
          ],
          [<BurnPanel slo={slo} />, <PolicyPanel slo={slo} />],
          [<RulesPanel slo={slo} query={rules} />, <ReviewPanel slo={slo} />],
          [<QueriesPanel query={queries} />, <DocumentPanel slo={slo} />],
        ]}
      />
    </Box>
  );
}

/** Pairs of panels: two columns where there is room, each as long as it is; else one, pair by pair. */
function Columns(props: { rows: [ReactElement, ReactElement][] }) {
  const wide = useMediaQuery(useTheme().breakpoints.up('md'), { noSsr: true });
  const columns = wide
    ? [0, 1].map(side => props.rows.map(pair => pair[side]))
    : [props.rows.flat()];
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        alignItems: 'start',
        gridTemplateColumns: wide
          ? 'minmax(0, 3fr) minmax(0, 2fr)'
          : 'minmax(0, 1fr)',
      }}
    >
      {columns.map((panels, side) => (
        <Box
          key={side}
          sx={{ display: 'grid', gap: 2, gridTemplateColumns: '100%' }}
        >
          {Children.toArray(panels)}
        </Box>
      ))}
    </Box>
  );
}

/** How much time the charts show. */
function ShownTime(props: {
  slo: SloDetail;
  days: string;
  onChoose: (days: string) => void;
}) {
  const choices = [
    { days: '7', words: '7 days' },
    { days: '', words: `Window (${windowWords(props.slo.window)})` },
    { days: '90', words: '90 days' },
  ];
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label="Time that the charts show"
      value={props.days}
      onChange={(_, days: string | null) =>
        days !== null && props.onChoose(days)
      }
    >
      {choices.map(({ days, words }) => (
        <ToggleButton
          key={days}
          value={days}
          sx={{ textTransform: 'none', py: 0.5 }}
        >
          {words}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
