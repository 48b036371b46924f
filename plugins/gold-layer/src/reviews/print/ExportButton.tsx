import { useApi } from '@backstage/core-plugin-api';
import type { ReviewSummary } from '@gold-layer/backstage-plugin-common';
import DownloadIcon from '@mui/icons-material/Download';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { goldLayerApiRef, toProblem } from '../../api';
import { saveAs } from '../../ui';

/** Saves the review as one file that can be verified without the portal. */
export function ExportButton(props: { review: ReviewSummary }) {
  const { id, serviceTitle, checklist } = props.review;
  const api = useApi(goldLayerApiRef);
  const save = useMutation({
    mutationFn: async () =>
      saveAs(
        `${checklist}-${serviceTitle.toLocaleLowerCase('en-US').replace(/[^a-z0-9]+/g, '-')}.json`,
        // The bytes as they came: parsed and written anew they might differ from what was hashed.
        await api.download('exportReview', { id }),
      ),
  });
  return (
    <Box>
      <Button
        size="small"
        color="inherit"
        startIcon={<DownloadIcon />}
        disabled={save.isPending}
        onClick={() => save.mutate()}
      >
        {save.isPending ? 'Preparing …' : 'Export'}
      </Button>
      {save.error && (
        <Box role="alert" sx={{ color: 'error.main', fontSize: '0.8125rem' }}>
          {toProblem(save.error).message}
        </Box>
      )}
    </Box>
  );
}
