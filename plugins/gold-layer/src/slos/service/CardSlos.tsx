import { Link } from '@backstage/core-components';
import {
  isMeasuredState,
  sloStates,
  type SloRow,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { useGoldLayer } from '../../api';
import { Unloaded, budgetWords, count, inlineLinks, useLinks } from '../../ui';
import { stateWords } from '../words';

/** The SLOs of a service in a line, and of those that are measured the one with the least left; nothing where there is none, or one may not see them. */
export function CardSlos(props: {
  id: { kind: string; namespace: string; name: string };
  service: string;
}) {
  const links = useLinks();
  const query = useGoldLayer('getServiceSlos', props.id);
  const { data } = query;
  if (!data || data.items.length === 0) {
    return <Unloaded query={query} what="SLOs" />;
  }
  const least = leastLeft(data.items);
  return (
    <Box sx={{ mt: 1.5, ...inlineLinks }}>
      <Link to={`${links.service(props.service)}?view=slos`}>
        {count(data.items.length, 'SLO')}
      </Link>
      : {standing(data.items)}
      {least && (
        <>
          ; least left: <Link to={links.slo(least.id)}>{least.title}</Link> (
          {budgetWords(least.numbers.remaining)})
        </>
      )}
    </Box>
  );
}

/** `1 exhausted, 2 OK`, worst first. */
function standing(rows: SloRow[]): string {
  return sloStates
    .map(state => {
      const n = rows.filter(row => row.numbers.state === state).length;
      const words = stateWords[state];
      return (
        n > 0 &&
        `${n} ${state === 'ok' ? words : words.toLocaleLowerCase('en-US')}`
      );
    })
    .filter(Boolean)
    .join(', ');
}

function leastLeft(rows: SloRow[]): SloRow | undefined {
  return rows
    .filter(
      ({ numbers }) =>
        numbers.remaining !== undefined && isMeasuredState(numbers.state),
    )
    .sort((a, b) => (a.numbers.remaining ?? 0) - (b.numbers.remaining ?? 0))[0];
}
