import type { ServiceScorecard } from '@gold-layer/backstage-plugin-common';
import { useGoldLayer } from '../api';
import { EmptyState, Loaded, Pager, Panel, useLocalPaging } from '../ui';
import { ChangeList } from './ChangeList';
import type { ServiceId } from './useService';

const limit = 25;

/** Every change of a level or a check, newest first, page by page. */
export function History(props: {
  id: ServiceId;
  scorecards: ServiceScorecard[];
}) {
  const paging = useLocalPaging(JSON.stringify(props.id));
  const query = useGoldLayer('getServiceHistory', {
    ...props.id,
    limit,
    cursor: paging.cursor,
  });
  return (
    <Panel title="History" question="What has changed, and when?">
      <Loaded query={query} lines={6}>
        {({ items, ...page }) => (
          <>
            {items.length === 0 && (
              <EmptyState
                why="Nothing has changed yet."
                todo="From the first scoring on, every change of a level or a check is written down here."
              />
            )}
            <ChangeList changes={items} scorecards={props.scorecards} />
            {page.totalItems > limit && (
              <Pager
                label="Pages of the history"
                paging={paging}
                noun="change"
                pageSize={limit}
                answer={{ items, ...page }}
                busy={query.isPlaceholderData}
              />
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
