import type { Overview } from '@gold-layer/backstage-plugin-common';
import {
  BarList,
  EmptyState,
  Panel,
  count,
  gapWords,
  useLinks,
  useTones,
} from '../ui';

/** Whom nobody could call at night. */
export function OwnershipGaps(props: { overview: Overview }) {
  const { overview } = props;
  const links = useLinks();
  const tones = useTones();
  const gaps = overview.gaps
    .filter(({ services }) => services > 0)
    .sort((a, b) => b.services - a.services);
  return (
    <Panel
      title="Gaps in ownership"
      question="Whom would nobody answer for tonight?"
      link={
        gaps.length > 0
          ? {
              to: links.services({ gap: ['any'], sort: 'gaps', order: 'desc' }),
              text: `See ${count(overview.servicesWithGaps, 'service')}`,
            }
          : undefined
      }
    >
      {gaps.length === 0 ? (
        <EmptyState why="Every service has one owning group, a tier, a rotation and an escalation path." />
      ) : (
        <BarList
          full={overview.services}
          items={gaps.map(({ kind, services }) => ({
            key: kind,
            label: gapWords[kind],
            value: services,
            to: links.services({ gap: [kind] }),
            color: tones.bad.fill,
          }))}
        />
      )}
    </Panel>
  );
}
