import {
  type ReviewNeed,
  type ShownTier,
  shownTierSchema,
} from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useState } from 'react';
import { useGoldLayer } from '../../api';
import {
  EmptyState,
  EntityLink,
  Loaded,
  Pager,
  Panel,
  inlineLinks,
  tierWords,
  useLinks,
  useLocalPaging,
} from '../../ui';
import type { ReviewList } from './useReviewList';

const reasons: Record<ReviewNeed['reason'], string> = {
  none: 'never reviewed',
  open: 'under way',
  rejected: 'the last one was rejected',
  withdrawn: 'the last one was withdrawn',
  expired: 'the approval has ended',
  'revalidation-required': 'has to be validated again',
};
const shownAtOnce = 8;

/** Services that should have a valid review and have none, by tier; of the teams and by the checklist that the page asks for. */
export function NeedsPanel(props: {
  filter: ReviewList['filter'];
  onStart: (start: { service: string; checklist: string }) => void;
}) {
  const { checklist, owner } = props.filter;
  const [tier, setTier] = useState<ShownTier>();
  const asked = { tier: tier && [tier], owner, checklist };
  const paging = useLocalPaging(JSON.stringify(asked));
  const needs = useGoldLayer('listReviewNeeds', {
    ...asked,
    limit: shownAtOnce,
    cursor: paging.cursor,
  });
  const narrowed = owner.length > 0 || checklist !== undefined;
  return (
    <Panel
      title="Without a valid review"
      question="Who needs one and has none?"
    >
      <Loaded query={needs} lines={6}>
        {({ items, byTier, ...page }) => (
          <>
            <Box
              role="group"
              aria-label="Tier"
              sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, mb: 1 }}
            >
              {shownTierSchema.options
                .filter(each => byTier[each] || each === tier)
                .map(each => (
                  <Chip
                    key={each}
                    size="small"
                    clickable
                    variant={each === tier ? 'filled' : 'outlined'}
                    aria-pressed={each === tier}
                    label={`${tierWords[each]} (${byTier[each] ?? 0})`}
                    onClick={() => setTier(each === tier ? undefined : each)}
                  />
                ))}
            </Box>
            {items.length === 0 ? (
              <EmptyState
                why={
                  narrowed
                    ? 'Every service that needs a review has a valid one, within the team and checklist chosen for the list.'
                    : 'Every service that needs a review has a valid one.'
                }
              />
            ) : (
              <Box
                component="ul"
                aria-label="Services without a valid review"
                sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}
              >
                {items.map(need => (
                  <Need
                    key={`${need.service} ${need.checklist}`}
                    need={need}
                    onStart={props.onStart}
                  />
                ))}
              </Box>
            )}
            {page.totalItems > shownAtOnce && (
              <Pager
                label="Pages of services without a valid review"
                paging={paging}
                noun="missing review"
                pageSize={shownAtOnce}
                answer={{ items, ...page }}
                busy={needs.isPlaceholderData}
              />
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Need(props: {
  need: ReviewNeed;
  onStart: (start: { service: string; checklist: string }) => void;
}) {
  const { need } = props;
  const links = useLinks();
  return (
    <Box
      component="li"
      sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}
    >
      <Box sx={{ flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <EntityLink
          entityRef={need.service}
          title={need.serviceTitle}
          tab="gold-layer"
        />
        <Box
          sx={{
            color: 'text.secondary',
            fontSize: '0.8125rem',
            ...inlineLinks,
          }}
        >
          {need.checklistTitle}:{' '}
          {need.review ? (
            <Link to={links.review(need.review)}>{reasons[need.reason]}</Link>
          ) : (
            reasons[need.reason]
          )}
        </Box>
      </Box>
      {need.reason !== 'open' && (
        <Button
          size="small"
          aria-label={`Start ${need.checklistTitle} for ${need.serviceTitle}`}
          onClick={() =>
            props.onStart({ service: need.service, checklist: need.checklist })
          }
        >
          Start
        </Button>
      )}
    </Box>
  );
}
