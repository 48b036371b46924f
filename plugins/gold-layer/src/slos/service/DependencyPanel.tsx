import { Link } from '@backstage/core-components';
import {
  ceilingInWords,
  type ServiceSlos,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import {
  EntityLink,
  Panel,
  SmallTable,
  budgetWords,
  inlineLinks,
  useLinks,
  useTones,
} from '../../ui';
import { silenceOf, silentWords } from '../dependencyWords';
import { objectiveWords } from '../figures';

/** What the services it depends on promise, and what that allows it to promise; nothing where it depends on none. */
export function DependencyPanel(props: { slos: ServiceSlos }) {
  const { dependencies, ceiling, warnings } = props.slos;
  const links = useLinks();
  const tones = useTones();
  if (dependencies.length === 0) return null;
  const silent = silentWords(dependencies);
  return (
    <Panel
      title="What dependencies allow"
      question="Can it promise more than others promise it?"
    >
      <Box sx={{ mb: 1.5, ...inlineLinks }}>
        {ceiling
          ? `All together they promise ${ceilingInWords(ceiling)}: no objective above that can be kept by design, unless a failure of theirs is bridged.`
          : 'No objective of theirs is known, so nothing can be said about what they allow.'}
        {silent && ` ${silent}`}
        {silent && (ceiling ? ': that may lower the number.' : '.')}
      </Box>
      {warnings.length > 0 && (
        <Box
          component="ul"
          aria-label="Stricter than possible"
          sx={{
            m: 0,
            mb: 1.5,
            py: 1,
            pr: 2,
            pl: 3.5,
            borderRadius: '8px',
            borderLeft: `4px solid ${tones.warning.fill}`,
            backgroundColor: tones.warning.tint,
          }}
        >
          {warnings.map(warning => (
            <li key={warning}>{warning}</li>
          ))}
        </Box>
      )}
      <SmallTable
        label="What dependencies promise"
        rows={dependencies}
        rowKey={({ service }) => service}
        columns={[
          {
            title: 'Depends on',
            heading: true,
            minWidth: 140,
            render: ({ service, title, exists, hidden }) =>
              exists && !hidden ? (
                <EntityLink
                  entityRef={service}
                  title={title}
                  tab="gold-layer"
                />
              ) : (
                `${title} (${hidden ? 'not yours to see' : 'not in the catalog'})`
              ),
          },
          {
            title: 'Promises',
            minWidth: 110,
            render: dependency => {
              const { objective, slo } = dependency;
              if (!objective) {
                return silenceOf(dependency) === 'silent'
                  ? 'Nothing'
                  : 'Unknown';
              }
              const words = objectiveWords(objective);
              return slo ? <Link to={links.slo(slo)}>{words}</Link> : words;
            },
          },
          {
            title: 'Its budget',
            minWidth: 110,
            render: ({ remaining, objective }) =>
              objective ? budgetWords(remaining) : '',
          },
        ]}
      />
    </Panel>
  );
}
