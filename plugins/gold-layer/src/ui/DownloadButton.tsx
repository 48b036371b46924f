import DownloadIcon from '@mui/icons-material/Download';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { toProblem } from '../api';
import { saveAs } from './saveAs';

/** Fetches something with the caller's token, which a plain link would lack, and saves it as a file. */
export function DownloadButton(props: {
  label: string;
  file: string;
  disabled: boolean;
  fetch: () => Promise<Blob>;
}) {
  const download = useMutation({
    mutationFn: async () => saveAs(props.file, await props.fetch()),
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
        {download.isPending ? 'Preparing …' : props.label}
      </Button>
    </Box>
  );
}
