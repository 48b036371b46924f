import type { Overview } from '@gold-layer/backstage-plugin-common';
import { BarList, EmptyState, Panel, useLinks, useTones } from '../ui';

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
            to: links.health,
            note: source.stale > 0 ? `${source.stale} stale` : undefined,
            color:
              source.services < overview.services
                ? tones.unknown.fill
                : tones.good.fill,
          }))}
        />
      )}
    </Panel>
  );
}
