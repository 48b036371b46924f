import { useApi } from '@backstage/core-plugin-api';
import { endOf, type Evidence } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { goldLayerApiRef, toProblem } from '../../api';
import { AsOf, Pill, dayWords, inlineLinks, saveAs, useTones } from '../../ui';
import { evidenceWords } from '../words';
import { useReviewStep } from '../review/useReview';
import { megabytes } from './evidenceFile';

/** One piece of evidence: what it is, who added it, until when it counts. */
export function EvidenceItem(props: {
  evidence: Evidence;
  review: string;
  readOnly?: string;
}) {
  const { evidence, review } = props;
  const tones = useTones();
  const remove = useReviewStep('removeEvidence', review);
  const { validUntil } = evidence;
  const over = validUntil !== undefined && endOf(validUntil) <= Date.now();
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 1,
        alignItems: 'baseline',
        py: 0.25,
        overflowWrap: 'anywhere',
        ...inlineLinks,
      }}
    >
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {evidenceWords[evidence.kind]}:
      </Box>
      <EvidenceTitle evidence={evidence} review={review} />
      {evidence.snapshot && (
        <span>
          {evidence.snapshot.state}: {evidence.snapshot.reason}
        </span>
      )}
      {evidence.date && <span>held {dayWords(evidence.date)}</span>}
      {validUntil &&
        (over ? (
          <Pill tone={tones.bad}>ran out {dayWords(validUntil)}</Pill>
        ) : (
          <span>valid until {dayWords(validUntil)}</span>
        ))}
      <Box
        component="span"
        sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}
      >
        {evidence.addedBy.title}, <AsOf at={evidence.addedAt} />
      </Box>
      {props.readOnly === undefined && (
        <Button
          size="small"
          color="inherit"
          disabled={remove.isPending}
          aria-label={`Remove ${evidence.title}`}
          onClick={() => remove.mutate({ id: review, evidence: evidence.id })}
          sx={{ py: 0, minWidth: 0 }}
        >
          Remove
        </Button>
      )}
      {remove.error && (
        <Box role="alert" sx={{ color: 'error.main' }}>
          {toProblem(remove.error).message}
        </Box>
      )}
    </Box>
  );
}

function EvidenceTitle(props: { evidence: Evidence; review: string }) {
  const { evidence, review } = props;
  const api = useApi(goldLayerApiRef);
  // Through the client, not a plain link: the download needs the token.
  const download = useMutation({
    mutationFn: async (name: string) =>
      saveAs(
        name,
        await api.download('getEvidenceFile', {
          id: review,
          evidence: evidence.id,
        }),
      ),
  });
  const { file } = evidence;
  if (file) {
    return (
      <span>
        <Button
          size="small"
          onClick={() => download.mutate(file.name)}
          sx={{ py: 0, px: 0.5 }}
        >
          {evidence.title}
        </Button>
        <Box
          component="span"
          title={`SHA-256 ${file.sha256}`}
          sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}
        >
          {megabytes(file.size)}, SHA-256 {file.sha256.slice(0, 12)}…
        </Box>
        {download.error && (
          <Box
            role="alert"
            component="span"
            sx={{ color: 'error.main', ml: 1 }}
          >
            {toProblem(download.error).message}
          </Box>
        )}
      </span>
    );
  }
  return evidence.url ? (
    <Link to={evidence.url}>{evidence.title}</Link>
  ) : (
    <span>{evidence.title}</span>
  );
}
