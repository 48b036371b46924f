import { useApi } from '@backstage/core-plugin-api';
import DownloadIcon from '@mui/icons-material/Download';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { goldLayerApiRef, toProblem } from '../../api';
import { saveAs } from '../../ui';
import type { SloList } from './useSloList';

/** Saves the rules of all SLOs that match, on every page, as one file for Prometheus. */
export function DownloadRules(props: { list: SloList; disabled: boolean }) {
  const api = useApi(goldLayerApiRef);
  const download = useMutation({
    mutationFn: async () =>
      saveAs(
        'gold-layer-slo-rules.yaml',
        await api.download('exportSloRules', props.list.filter),
      ),
  });
  return (
    <Box sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}>
      {download.error && (
        <Box role="alert" component="span" sx={{ color: 'error.main' }}>
          {toProblem(download.error).message}
        </Box>
      )}
      <Button
        size="small"
        color="inherit"
        startIcon={<DownloadIcon />}
        disabled={download.isPending || props.disabled}
        onClick={() => download.mutate()}
      >
        {download.isPending ? 'Preparing …' : 'Download rules'}
      </Button>
    </Box>
  );
}
