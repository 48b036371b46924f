import Box from '@mui/material/Box';
import { useGoldLayer } from '../api';
import { Loaded, StaleBanner } from '../ui';
import { NoScorecards } from './NoScorecards';
import { ScoringFailed } from './ScoringFailed';
import { ServiceHeader } from './ServiceHeader';
import { ServiceScorecardView } from './ServiceScorecardView';
import { ServiceViews } from './ServiceViews';
import { UnknownService, isUnknown } from './UnknownService';
import { leadingFirst } from '../scorecardOrder';
import { calmInterval, liveInterval } from './intervals';
import { useService } from './useService';
import { useTabState } from './useTabState';

/** A service's whole standing: ladder, checks, facts, history, record. */
export function GoldLayerEntityContent() {
  const { id, ref } = useService();
  const state = useTabState();
  const scorecards = useGoldLayer('getServiceScorecards', id, {
    refetchInterval: liveInterval,
  });
  const detail = useGoldLayer('getService', id, {
    refetchInterval: calmInterval,
  });

  if (isUnknown(scorecards)) {
    return <UnknownService />;
  }
  return (
    <Loaded query={scorecards} lines={10}>
      {({ items, failure, lastFullAt }) => {
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
            <ScoringFailed failure={failure} />
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
                lastFullAt={failure ? undefined : lastFullAt}
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
