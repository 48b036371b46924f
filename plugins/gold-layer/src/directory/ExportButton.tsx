import { useApi } from '@backstage/core-plugin-api';
import DownloadIcon from '@mui/icons-material/Download';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { goldLayerApiRef, toProblem } from '../api';
import { saveAs } from '../ui';
import { toFilter } from './address';
import type { ServiceList } from './useServiceList';

/** Saves all services that match, on every page, as a CSV file. */
export function ExportButton(props: { list: ServiceList }) {
  const { address, scorecard, query } = props.list;
  const api = useApi(goldLayerApiRef);
  // Through the client, not a plain link: the download needs the token.
  const download = useMutation({
    mutationFn: async () => {
      saveAs(
        'services.csv',
        await api.download(
          'exportServices',
          toFilter(address, scorecard?.name),
        ),
      );
    },
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
        disabled={download.isPending || !query.data?.totalItems}
        onClick={() => download.mutate()}
      >
        {download.isPending ? 'Preparing …' : 'Download CSV'}
      </Button>
    </Box>
  );
}
