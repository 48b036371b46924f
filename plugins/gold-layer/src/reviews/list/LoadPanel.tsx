import Button from '@mui/material/Button';
import { useGoldLayer } from '../../api';
import {
  BarList,
  EmptyState,
  FirstOf,
  Loaded,
  Panel,
  count,
  useTones,
} from '../../ui';
import type { ReviewList } from './useReviewList';

const shownAtOnce = 8;

/** Who has how much to review. */
export function LoadPanel(props: { list: ReviewList }) {
  const reviewers = useGoldLayer('listReviewers', {});
  const tones = useTones();
  return (
    <Panel title="Reviewers" question="Who has how much to do?">
      <Loaded query={reviewers} lines={4}>
        {({ items }) => {
          const busy = items
            .filter(({ open }) => open > 0)
            .sort((a, b) => b.overdue - a.overdue || b.open - a.open);
          if (items.length === 0) {
            return (
              <EmptyState
                why="Nobody has been asked to review anything yet."
                todo="Reviewers are asked when a review is submitted."
              />
            );
          }
          if (busy.length === 0) {
            return (
              <EmptyState
                why={`Nothing waits for anybody. ${count(items.length, 'person has', 'people have')} been asked so far.`}
              />
            );
          }
          return (
            <FirstOf items={busy} first={shownAtOnce}>
              {shown => (
                <BarList
                  items={shown.map(({ person, roles, open, overdue }) => ({
                    key: person.ref,
                    label: (
                      <Button
                        size="small"
                        title={roles.map(({ title }) => title).join(', ')}
                        onClick={() =>
                          props.list.change({
                            view: 'open',
                            reviewer: person.ref,
                          })
                        }
                        sx={{ p: 0, minWidth: 0 }}
                      >
                        {person.title}
                      </Button>
                    ),
                    value: open,
                    note: overdue > 0 ? `${overdue} overdue` : undefined,
                    color:
                      overdue > 0
                        ? tones.bad.fill
                        : tones.state('upcoming').fill,
                  }))}
                />
              )}
            </FirstOf>
          );
        }}
      </Loaded>
    </Panel>
  );
}
