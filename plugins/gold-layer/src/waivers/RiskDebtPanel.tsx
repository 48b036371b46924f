import {
  riskLevels,
  type RiskDebt,
  type RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import type { UseQueryResult } from '@tanstack/react-query';
import {
  BarList,
  FirstOf,
  Loaded,
  Panel,
  count,
  useLinks,
  useTones,
} from '../ui';
import { levelWords } from './words';

/** Whose waivers are taken together; those of all that one may see if it says nothing. */
interface Among {
  owner: string[];
  service?: string;
}

const shownAtOnce = 6;

/** Active waivers taken together, and who carries most of them. */
export function RiskDebtPanel(props: {
  query: UseQueryResult<RouteOutput<'getRiskDebt'>>;
  among: Among;
}) {
  const { among } = props;
  return (
    <Loaded query={props.query} lines={3}>
      {debt =>
        debt.waivers === 0 ? null : (
          <Box
            sx={{
              display: 'grid',
              gap: 2,
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 2fr' },
            }}
          >
            <Levels debt={debt} among={among} />
            <Owners debt={debt} among={among} />
          </Box>
        )
      }
    </Loaded>
  );
}

function Levels(props: { debt: RiskDebt; among: Among }) {
  const { debt, among } = props;
  const links = useLinks();
  const tones = useTones();
  return (
    <Panel
      title={`Risk debt: ${count(debt.points, 'point')}`}
      question={`${count(debt.waivers, 'active waiver')}; low counts 1, moderate 3, high 6, severe 10.`}
    >
      <BarList
        items={[...riskLevels].reverse().map(level => ({
          key: level,
          label: levelWords[level],
          to: links.risks({ ...among, level: [level], state: ['active'] }),
          value: debt.byLevel[level] ?? 0,
          color: tones.state('waived').fill,
        }))}
      />
    </Panel>
  );
}

function Owners(props: { debt: RiskDebt; among: Among }) {
  const { among } = props;
  const links = useLinks();
  const tones = useTones();
  return (
    <Panel title="Who carries it" question="Points by owning team">
      <FirstOf items={props.debt.byOwner} first={shownAtOnce}>
        {shown => (
          <BarList
            items={shown.map(row => ({
              key: row.owner?.ref ?? 'nobody',
              label: row.owner?.title ?? 'Nobody',
              to: row.owner
                ? links.risks({
                    ...among,
                    owner: [row.owner.ref],
                    state: ['active'],
                  })
                : links.services({ gap: ['no-owner'] }),
              value: row.points,
              color: tones.state('waived').fill,
            }))}
          />
        )}
      </FirstOf>
    </Panel>
  );
}
