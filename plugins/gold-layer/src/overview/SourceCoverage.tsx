import type { Overview } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import { Fragment } from 'react';
import { BarList, EmptyState, FirstOf, Panel, useLinks, useTones } from '../ui';
import { knowsAll } from './knowsAll';

const shownAtOnce = 6;

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

/** Those that failed or are stale for somebody, then those that know the fewest. */
function worstFirst(coverage: Overview['coverage']): Overview['coverage'] {
  const doubtful = ({ failures, stale }: Overview['coverage'][number]) =>
    failures + stale > 0 ? 1 : 0;
  return [...coverage].sort(
    (a, b) => doubtful(b) - doubtful(a) || a.services - b.services,
  );
}

/** How far each source of facts reaches. */
export function SourceCoverage(props: { overview: Overview }) {
  const { overview } = props;
  const links = useLinks();
  const tones = useTones();
  const sources = worstFirst(overview.coverage);
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
        <FirstOf items={sources} first={shownAtOnce}>
          {shown => (
            <BarList
              full={overview.services}
              items={shown.map(source => ({
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
        </FirstOf>
      )}
    </Panel>
  );
}
