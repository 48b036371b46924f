import Button from '@mui/material/Button';
import UploadFileIcon from '@mui/icons-material/UploadFile';
import { Suspense, lazy, useState } from 'react';

const ImportDialog = lazy(() =>
  import('./ImportDialog').then(m => ({ default: m.ImportDialog })),
);

/** Opens the place where a file of another tool can be pasted. */
export function ImportButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        color="inherit"
        variant="outlined"
        startIcon={<UploadFileIcon />}
        onClick={() => setOpen(true)}
      >
        Bring SLOs along from Sloth or Pyrra …
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ImportDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
