import { Link } from '@backstage/core-components';
import type { RouteOutput } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useGoldLayer } from '../../api';
import {
  AsOf,
  Choice,
  EmptyState,
  EntityLink,
  Loaded,
  Pager,
  Panel,
  inlineLinks,
  nameOf,
  useLinks,
  usePaging,
} from '../../ui';
import { PastReasons } from './PastReasons';
import { VerdictPill } from './VerdictPill';
import type { GateAddress } from './useGateAddress';
import { changeWords, verdictOptions } from './words';

const pageSize = 20;

/** What the gate has answered before. */
export function PastAnswers(props: { address: GateAddress }) {
  const { address } = props;
  const { service, verdict } = address;
  const paging = usePaging();
  const query = useGoldLayer('listGateAnswers', {
    service: service ? [service] : [],
    verdict,
    limit: pageSize,
    cursor: paging.cursor,
  });
  const filtered = service !== '' || verdict.length > 0;
  return (
    <Panel
      title="Past answers"
      question={
        service
          ? `What has it said about ${nameOf(service)}?`
          : 'What has it said, newest first?'
      }
    >
      <Box
        role="search"
        aria-label="Filter answers"
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 1 }}
      >
        <Choice
          label="Answer"
          options={verdictOptions}
          chosen={verdict}
          onChoose={values => address.set('verdict', values)}
        />
        {service && (
          <Button size="small" onClick={() => address.set('service', [])}>
            Of all services
          </Button>
        )}
      </Box>
      <Loaded query={query} lines={8}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              why={
                filtered
                  ? 'It has given no such answer yet.'
                  : 'Nobody has asked yet.'
              }
              todo={
                filtered
                  ? 'Loosen the filter, or ask above.'
                  : 'Ask above, or let a pipeline ask before it deploys.'
              }
            />
          ) : (
            <>
              <Answers items={items} address={address} />
              <Pager
                paging={paging}
                noun="answer"
                pageSize={pageSize}
                answer={query.data}
                busy={query.isPlaceholderData}
              />
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Answers(props: {
  items: RouteOutput<'listGateAnswers'>['items'];
  address: GateAddress;
}) {
  const { address } = props;
  const links = useLinks();
  return (
    <Box
      component="ul"
      aria-label="Answers, newest first"
      sx={{ listStyle: 'none', m: 0, p: 0 }}
    >
      {props.items.map(answer => (
        <Box
          component="li"
          key={answer.id}
          sx={{ py: 1, borderBottom: 1, borderColor: 'divider', minWidth: 0 }}
        >
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              gap: 1,
              alignItems: 'center',
            }}
          >
            <VerdictPill verdict={answer.verdict} />
            <Box sx={{ fontWeight: 600 }}>
              <EntityLink
                entityRef={answer.service}
                title={answer.serviceTitle}
                tab="gold-layer"
              />
            </Box>
            <span>{changeWords[answer.change]}</span>
            {answer.reference && (
              <Box component="code" sx={{ overflowWrap: 'anywhere' }}>
                {answer.reference}
              </Box>
            )}
          </Box>
          <Box sx={{ overflowWrap: 'anywhere' }}>{answer.sentence}</Box>
          <Box
            sx={{
              color: 'text.secondary',
              fontSize: '0.8125rem',
              ...inlineLinks,
            }}
          >
            <AsOf at={answer.at} />, asked by {answer.askedBy.title}.{' '}
            <Link
              to={links.gate({
                service: answer.service,
                change: answer.change,
                reference: answer.reference,
              })}
            >
              Ask again
            </Link>
            <Button
              size="small"
              color="inherit"
              aria-expanded={address.answer === answer.id}
              aria-label={`${address.answer === answer.id ? 'Hide why' : 'Why'}: ${answer.sentence}`}
              onClick={() => address.toggleAnswer(answer.id)}
              sx={{ ml: 1 }}
            >
              {address.answer === answer.id ? 'Hide why' : 'Why'}
            </Button>
          </Box>
          {address.answer === answer.id && <PastReasons id={answer.id} />}
        </Box>
      ))}
    </Box>
  );
}
