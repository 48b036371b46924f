import {
  ceilingInWords,
  type RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { EntityLink, inlineLinks } from '../../../ui';
import { silenceOf, silenceWords, silentWords } from '../../dependencyWords';
import { objectiveWords } from '../../figures';

/** What the contract and the dependencies of the service allow. */
export function Promises(props: { guide: RouteOutput<'getTargetGuide'> }) {
  const { sla, dependencies, ceiling } = props.guide;
  const silent = silentWords(dependencies);
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
      {dependencies.map(dependency => (
        <Promised key={dependency.service} dependency={dependency} />
      ))}
      {ceiling && (
        <li>
          All together they allow {ceilingInWords(ceiling)}. More can be kept
          only if their failures are bridged.
          {silent && ` ${silent}: that may lower the number.`}
        </li>
      )}
    </Box>
  );
}

function Promised(props: {
  dependency: RouteOutput<'getTargetGuide'>['dependencies'][number];
}) {
  const { service, title, objective } = props.dependency;
  const silence = silenceOf(props.dependency);
  const there = silence !== 'missing' && silence !== 'hidden';
  return (
    <li>
      {there ? (
        <EntityLink entityRef={service} title={title} tab="gold-layer" />
      ) : (
        title
      )}{' '}
      {objective && `promises ${objectiveWords(objective)}.`}
      {silence && silenceWords[silence].one}
      {silence && (there ? '.' : ', so nothing is known of what it promises.')}
    </li>
  );
}
