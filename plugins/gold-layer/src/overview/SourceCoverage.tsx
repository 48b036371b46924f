import type { Overview } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import { Fragment } from 'react';
import { BarList, EmptyState, Panel, useLinks, useTones } from '../ui';
import { knowsAll } from './knowsAll';

/** The services of which a source knows too little, each number leading to them. */
function Doubts(props: { source: Overview['coverage'][number] }) {
  const { source, title, stale, failures } = props.source;
  const links = useLinks();
  const parts = [
    { state: 'stale', services: stale, word: 'stale' },
    { state: 'failed', services: failures, word: 'failed' },
  ].filter(({ services }) => services > 0);
  return (
    <>
      {parts.map(({ state, services, word }, index) => (
        <Fragment key={state}>
          {index > 0 && ', '}
          <Link
            to={links.services({ source, sourceState: [state] })}
            aria-label={`${services.toLocaleString('en-US')} ${word}: services of ${title}`}
          >
            {services.toLocaleString('en-US')} {word}
          </Link>
        </Fragment>
      ))}
    </>
  );
}

/** How far each source of facts reaches. */
export function SourceCoverage(props: { overview: Overview }) {
  const { overview } = props;
  const links = useLinks();
  const tones = useTones();
  const sources = [...overview.coverage].sort(
    (a, b) => a.services - b.services,
  );
  return (
    <Panel
      title="Where facts come from"
      question="How many services does each source know?"
      link={{ to: links.health, text: 'See the sources' }}
    >
      {sources.length === 0 ? (
        <EmptyState
          why="No source of facts has answered yet."
          todo="The first run begins within a minute of the backend’s start."
        />
      ) : (
        <BarList
          full={overview.services}
          items={sources.map(source => ({
            key: source.source,
            label: source.title,
            value: source.services,
            to: links.services({ source: source.source }),
            note: <Doubts source={source} />,
            color: knowsAll(source, overview.services)
              ? tones.good.fill
              : tones.unknown.fill,
          }))}
        />
      )}
    </Panel>
  );
}
