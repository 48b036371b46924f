import type {
  ServiceDetail,
  ServiceScorecard,
} from '@gold-layer/backstage-plugin-common';
import type { UseQueryResult } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { ServiceAssessments } from '../assessments/service/ServiceAssessments';
import { ServiceReviews } from '../reviews/service/ServiceReviews';
import { ServiceSlos } from '../slos/service/ServiceSlos';
import { ServiceRisks } from '../waivers/service/ServiceRisks';
import { Checks } from './Checks';
import { Facts } from './Facts';
import { History } from './History';
import { RecordAndOwnership } from './RecordAndOwnership';
import type { ServiceId } from './useService';
import { type View, type useTabState, views } from './useTabState';

const titles: Record<View, string> = {
  checks: 'Checks',
  slos: 'SLOs',
  reviews: 'Reviews and risks',
  facts: 'Facts',
  history: 'History',
  record: 'Record and ownership',
};

/** What lies behind the ladder: checks, SLOs, reviews, facts, history, record. */
export function ServiceViews(props: {
  id: ServiceId;
  serviceRef: string;
  detail: UseQueryResult<ServiceDetail>;
  scorecards: ServiceScorecard[];
  chosen?: ServiceScorecard;
  state: ReturnType<typeof useTabState>;
}) {
  const { id, chosen, state } = props;
  const { view } = state;
  return (
    <Box>
      <Tabs
        value={view}
        onChange={(_, next: View) => state.showView(next)}
        variant="scrollable"
        scrollButtons={false}
        aria-label="Behind the level"
        sx={{ borderBottom: 1, borderColor: 'divider', mb: 2 }}
      >
        {views.map(each => (
          <Tab
            key={each}
            value={each}
            id={`gold-layer-tab-${each}`}
            aria-controls="gold-layer-view"
            label={titles[each]}
            sx={{
              textTransform: 'none',
              letterSpacing: 0,
              minWidth: { xs: 0, sm: 90 },
              px: { xs: 1, sm: 2 },
            }}
          />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id="gold-layer-view"
        aria-labelledby={`gold-layer-tab-${view}`}
      >
        {view === 'checks' && (
          <Checks
            key={chosen?.scorecard}
            scorecard={chosen}
            askedFor={state.askedFor}
          />
        )}
        {view === 'slos' && <ServiceSlos id={id} service={props.serviceRef} />}
        {view === 'reviews' && <Paperwork service={props.serviceRef} />}
        {view === 'facts' && <Facts id={id} />}
        {view === 'history' && (
          <History id={id} scorecards={props.scorecards} />
        )}
        {view === 'record' && <RecordAndOwnership query={props.detail} />}
      </Box>
    </Box>
  );
}

/** What people have judged and accepted about the service. */
function Paperwork(props: { service: string }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' },
      }}
    >
      <Box sx={{ gridColumn: { md: 'span 2' }, minWidth: 0 }}>
        <ServiceReviews service={props.service} />
      </Box>
      <ServiceAssessments service={props.service} />
      <ServiceRisks service={props.service} />
    </Box>
  );
}
