import { Link } from '@backstage/core-components';
import type { Waiver } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useParams } from 'react-router-dom';
import { useGoldLayer } from '../api';
import {
  AsOf,
  EntityLink,
  Loaded,
  PageBody,
  Panel,
  Term,
  TierLabel,
  dayWords,
  inlineLinks,
  useLinks,
} from '../ui';
import { RiskPill, WaiverStatePill } from './RiskPills';
import { Until } from './Until';
import { WaiverActions } from './WaiverActions';
import { WaitsFor } from './WaitsFor';
import { gradeWords, renewalsLeftWords, trueStateWords } from './words';

const ordinals = ['First', 'Second', 'Third'];

/** One accepted risk, or one that waits to be: what, why, until when, by whom. */
export function WaiverPage() {
  const { id = '' } = useParams();
  const links = useLinks();
  const query = useGoldLayer('getWaiver', { id }, { refetchInterval: 15_000 });
  return (
    <PageBody>
      <Box sx={{ mb: 1.5 }}>
        <Link to={links.risks()}>All risks</Link>
      </Box>
      <Loaded query={query} lines={8}>
        {waiver => (
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '100%' }}>
            <Heading waiver={waiver} />
            <WaiverActions waiver={waiver} />
            <Box
              sx={{
                display: 'grid',
                gap: 2,
                gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '3fr 2fr' },
              }}
            >
              <RiskPanel waiver={waiver} />
              <StoryPanel waiver={waiver} />
            </Box>
          </Box>
        )}
      </Loaded>
    </PageBody>
  );
}

function Heading(props: { waiver: Waiver }) {
  const { waiver } = props;
  return (
    <Box>
      <Typography
        component="h2"
        sx={{ fontSize: '1.25rem', fontWeight: 700, m: 0, mb: 1 }}
      >
        {waiver.title}
      </Typography>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1.5,
          alignItems: 'center',
          ...inlineLinks,
        }}
      >
        <WaiverStatePill state={waiver.state} expiring={waiver.expiring} />
        <RiskPill level={waiver.level} />
        {waiver.serviceExists ? (
          <EntityLink
            entityRef={waiver.service}
            title={waiver.serviceTitle}
            tab="gold-layer"
          />
        ) : (
          <span>{waiver.serviceTitle} has left the catalog</span>
        )}
        <TierLabel tier={waiver.tier} />
        <span>
          <Until waiver={waiver} />
        </span>
      </Box>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
        {waiver.trueState
          ? `Without the waiver it ${trueStateWords[waiver.trueState]}.`
          : 'Where it stands without the waiver cannot be told now.'}
      </Typography>
    </Box>
  );
}

function RiskPanel(props: { waiver: Waiver }) {
  const { risk } = props.waiver;
  return (
    <Panel title="The risk">
      <Term name="Because">{risk.cause}</Term>
      <Term name="It may happen that">{risk.consequence}</Term>
      <Term name="How likely, how bad">
        {gradeWords[risk.likelihood]} likelihood,{' '}
        {gradeWords[risk.impact].toLocaleLowerCase('en-US')} impact
      </Term>
      <Term name="What softens it meanwhile">{risk.compensatingControl}</Term>
      <Term name="How it will be put right">{risk.plan}</Term>
      <Term name="Followed at">
        <Link to={risk.ticket}>{risk.ticket}</Link>
      </Term>
    </Panel>
  );
}

function StoryPanel(props: { waiver: Waiver }) {
  const { waiver } = props;
  const links = useLinks();
  const { approver, decidedBy } = waiver;
  return (
    <Panel title="Who answers for it">
      <Term name="Asked for by">
        {waiver.requestedBy.title}, <AsOf at={waiver.requestedAt} />, until{' '}
        {dayWords(waiver.requestedUntil)}
      </Term>
      {waiver.state === 'requested' && (
        <Term name="To be approved by">
          <WaitsFor approver={approver} />
        </Term>
      )}
      {decidedBy && (
        <Term name="Decided by">
          {decidedBy.title} for {approver.title}, <AsOf at={waiver.decidedAt} />
        </Term>
      )}
      {waiver.comment && <Term name="Said">{waiver.comment}</Term>}
      {waiver.shortened && (
        <Term name="Ends earlier than approved">
          It was to hold until {dayWords(waiver.shortened.from)}. The service
          came to a higher tier, {waiver.shortened.tier}, which allows no
          longer, <AsOf at={waiver.shortened.at} />
        </Term>
      )}
      {waiver.ended && (
        <Term
          name={waiver.state === 'withdrawn' ? 'Withdrawn by' : 'Revoked by'}
        >
          {waiver.ended.by.title}, <AsOf at={waiver.ended.at} />:{' '}
          {waiver.ended.comment}
        </Term>
      )}
      {waiver.renewal > 0 && (
        <Term name="Renewal">
          {ordinals[waiver.renewal - 1] ?? `${waiver.renewal}th`} renewal
          {waiver.renewalOf && (
            <>
              {' of '}
              <Link to={links.risk(waiver.renewalOf)}>the one before</Link>
            </>
          )}
        </Term>
      )}
      {canBeRenewed(waiver) && (
        <Term name="Renewals left">
          {renewalsLeftWords(waiver.renewalsLeft)}
        </Term>
      )}
      {waiver.renewedBy && (
        <Term name="Renewed">
          <Link to={links.risk(waiver.renewedBy)}>The one that follows</Link>
        </Term>
      )}
      <Term name="Owner of the service">{waiver.owner?.title ?? 'Nobody'}</Term>
    </Panel>
  );
}

/** While there is a term to follow: one that expired counts as long as it may be renewed. */
function canBeRenewed({ state, may }: Waiver): boolean {
  return state === 'expired'
    ? may.renew.allowed
    : state === 'requested' || state === 'active';
}
