import Box from '@mui/material/Box';
import { useGoldLayer } from '../api';
import { Loaded, StaleBanner } from '../ui';
import { NoScorecards } from './NoScorecards';
import { ServiceHeader } from './ServiceHeader';
import { ServiceScorecardView } from './ServiceScorecardView';
import { ServiceViews } from './ServiceViews';
import { UnknownService, isUnknown } from './UnknownService';
import { leadingFirst } from '../scorecardOrder';
import { useService } from './useService';
import { useTabState } from './useTabState';

/** A pushed fact must change the level before one reaches for the reload button; an unchanged answer costs a 304. */
export const liveInterval = 4_000;
/** The record changes when the catalog does. */
const recordInterval = 30_000;

/** A service's whole standing: ladder, checks, facts, history, record. */
export function GoldLayerEntityContent() {
  const { id, ref } = useService();
  const state = useTabState();
  const scorecards = useGoldLayer('getServiceScorecards', id, {
    refetchInterval: liveInterval,
  });
  const detail = useGoldLayer('getService', id, {
    refetchInterval: recordInterval,
  });

  if (isUnknown(scorecards)) {
    return <UnknownService />;
  }
  return (
    <Loaded query={scorecards} lines={10}>
      {({ items }) => {
        const ordered = leadingFirst(items);
        const chosen =
          ordered.find(item => item.scorecard === state.scorecard) ??
          ordered[0];
        return (
          <Box
            sx={{
              display: 'grid',
              gap: 2.5,
              gridTemplateColumns: '100%',
              // The entity page around it brings a font of its own.
              typography: 'body2',
            }}
          >
            {detail.data && (
              <StaleBanner
                stale={detail.data.stale}
                confirmedAt={detail.data.service.confirmedAt}
              />
            )}
            <ServiceHeader
              id={id}
              serviceRef={ref}
              detail={detail.data}
              scorecards={ordered}
              chosen={chosen}
              onChoose={state.showScorecard}
            />
            {chosen ? (
              <ServiceScorecardView
                scorecard={chosen}
                onShowCheck={state.showCheck}
              />
            ) : (
              <NoScorecards />
            )}
            <ServiceViews
              serviceRef={ref}
              id={id}
              detail={detail}
              scorecards={ordered}
              chosen={chosen}
              state={state}
            />
          </Box>
        );
      }}
    </Loaded>
  );
}
