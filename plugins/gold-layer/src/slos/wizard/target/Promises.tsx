import type { RouteOutput } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { EntityLink, inlineLinks } from '../../../ui';
import { objectiveWords } from '../../figures';

/** What the contract and the dependencies of the service allow. */
export function Promises(props: { guide: RouteOutput<'getTargetGuide'> }) {
  const { sla, dependencies, ceiling } = props.guide;
  const silent = dependencies.filter(({ objective }) => !objective).length;
  return (
    <Box
      component="ul"
      aria-label="What others promise"
      sx={{ m: 0, mt: 1.5, pl: 2.5, maxWidth: '90ch', ...inlineLinks }}
    >
      <li>
        {sla === undefined
          ? 'The record of the service names no contract (sla).'
          : `The contract promises ${sla}%. An objective stricter by 0.1 to 0.5 points leaves time to act.`}
      </li>
      {dependencies.length === 0 && (
        <li>The catalog knows no service that it depends on.</li>
      )}
      {dependencies.map(({ service, title, objective }) => (
        <li key={service}>
          <EntityLink entityRef={service} title={title} tab="gold-layer" />{' '}
          {objective
            ? `promises ${objectiveWords(objective)}.`
            : 'promises nothing.'}
        </li>
      ))}
      {ceiling && (
        <li>
          All together they allow {objectiveWords(ceiling)}
          {silent > 0 &&
            `; ${silent} that ${silent === 1 ? 'promises' : 'promise'} nothing may lower that`}
          . More can be kept only if their failures are bridged.
        </li>
      )}
    </Box>
  );
}
