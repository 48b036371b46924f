import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { useGoldLayer } from '../api';
import { CardReviews } from '../reviews/service/CardReviews';
import { CardSlos } from '../slos/service/CardSlos';
import { CardRisks } from '../waivers/service/CardRisks';
import { Loaded, Panel, StaleBanner, Unloaded, count, useLinks } from '../ui';
import { CardScorecard } from './CardScorecard';
import { NoScorecards } from './NoScorecards';
import { ScoringFailed } from './ScoringFailed';
import { UnknownService, isUnknown } from './UnknownService';
import { leadingFirst } from '../scorecardOrder';
import { cardInterval } from './intervals';
import { useService } from './useService';

/** Where the service stands on each scorecard, and the next step. */
export function GoldLayerEntityCard() {
  const { id, ref } = useService();
  const links = useLinks();
  const scorecards = useGoldLayer('getServiceScorecards', id, {
    refetchInterval: cardInterval,
  });
  const service = useGoldLayer('getService', id, {
    refetchInterval: cardInterval,
  });
  const detail = service.data;
  const tab = links.service(ref);
  return (
    <Panel
      title="Gold Layer"
      question="Is it ready, and what is next?"
      link={{ to: tab, text: 'See all checks' }}
    >
      {isUnknown(scorecards) ? (
        <UnknownService />
      ) : (
        <Loaded query={scorecards} lines={4}>
          {({ items, failure }) => (
            <>
              {detail && (
                <StaleBanner
                  stale={detail.stale}
                  confirmedAt={detail.service.confirmedAt}
                />
              )}
              <ScoringFailed failure={failure} />
              {items.length === 0 && <NoScorecards />}
              <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                {leadingFirst(items).map(scorecard => (
                  <CardScorecard
                    key={scorecard.scorecard}
                    scorecard={scorecard}
                    tab={tab}
                  />
                ))}
              </Box>
              <CardSlos id={id} service={ref} />
              <CardReviews service={ref} />
              <CardRisks service={ref} />
              <Unloaded query={service} what="Gaps in ownership" />
              {detail && detail.service.gaps.length > 0 && (
                <Box sx={{ mt: 1.5 }}>
                  <Link to={`${tab}?view=record`}>
                    {count(detail.service.gaps.length, 'gap')} in ownership
                  </Link>
                </Box>
              )}
            </>
          )}
        </Loaded>
      )}
    </Panel>
  );
}
