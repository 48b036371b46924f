import { Link } from '@backstage/core-components';
import type { Waiver } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { useGoldLayer } from '../api';
import {
  AsOf,
  EntityLink,
  Loaded,
  PageBody,
  Panel,
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
      <Fact name="Because">{risk.cause}</Fact>
      <Fact name="It may happen that">{risk.consequence}</Fact>
      <Fact name="How likely, how bad">
        {gradeWords[risk.likelihood]} likelihood,{' '}
        {gradeWords[risk.impact].toLocaleLowerCase('en-US')} impact
      </Fact>
      <Fact name="What softens it meanwhile">{risk.compensatingControl}</Fact>
      <Fact name="How it will be put right">{risk.plan}</Fact>
      <Fact name="Followed at">
        <Link to={risk.ticket}>{risk.ticket}</Link>
      </Fact>
    </Panel>
  );
}

function StoryPanel(props: { waiver: Waiver }) {
  const { waiver } = props;
  const links = useLinks();
  const { approver, decidedBy } = waiver;
  return (
    <Panel title="Who answers for it">
      <Fact name="Asked for by">
        {waiver.requestedBy.title}, <AsOf at={waiver.requestedAt} />, until{' '}
        {dayWords(waiver.requestedUntil)}
      </Fact>
      {waiver.state === 'requested' && (
        <Fact name="To be approved by">
          <WaitsFor approver={approver} />
        </Fact>
      )}
      {decidedBy && (
        <Fact name="Decided by">
          {decidedBy.title} for {approver.title}, <AsOf at={waiver.decidedAt} />
        </Fact>
      )}
      {waiver.comment && <Fact name="Said">{waiver.comment}</Fact>}
      {waiver.shortened && (
        <Fact name="Ends earlier than approved">
          It was to hold until {dayWords(waiver.shortened.from)}. The service
          came to a higher tier, {waiver.shortened.tier}, which allows no
          longer, <AsOf at={waiver.shortened.at} />
        </Fact>
      )}
      {waiver.ended && (
        <Fact
          name={waiver.state === 'withdrawn' ? 'Withdrawn by' : 'Revoked by'}
        >
          {waiver.ended.by.title}, <AsOf at={waiver.ended.at} />:{' '}
          {waiver.ended.comment}
        </Fact>
      )}
      {waiver.renewal > 0 && (
        <Fact name="Renewal">
          {ordinals[waiver.renewal - 1] ?? `${waiver.renewal}th`} renewal
          {waiver.renewalOf && (
            <>
              {' of '}
              <Link to={links.risk(waiver.renewalOf)}>the one before</Link>
            </>
          )}
        </Fact>
      )}
      {canBeRenewed(waiver) && (
        <Fact name="Renewals left">
          {renewalsLeftWords(waiver.renewalsLeft)}
        </Fact>
      )}
      {waiver.renewedBy && (
        <Fact name="Renewed">
          <Link to={links.risk(waiver.renewedBy)}>The one that follows</Link>
        </Fact>
      )}
      <Fact name="Owner of the service">{waiver.owner?.title ?? 'Nobody'}</Fact>
    </Panel>
  );
}

/** While there is a term to follow: one that expired counts as long as it may be renewed. */
function canBeRenewed({ state, may }: Waiver): boolean {
  return state === 'expired'
    ? may.renew.allowed
    : state === 'requested' || state === 'active';
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <Box sx={{ mb: 1.5, maxWidth: '80ch', ...inlineLinks }}>
      <Box
        component="h3"
        sx={{ fontSize: '0.8125rem', m: 0, mb: 0.25, color: 'text.secondary' }}
      >
        {props.name}
      </Box>
      <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {props.children}
      </Box>
    </Box>
  );
}
