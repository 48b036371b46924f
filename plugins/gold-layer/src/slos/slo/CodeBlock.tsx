import { CopyTextButton } from '@backstage/core-components';
import DownloadIcon from '@mui/icons-material/Download';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useId, useState, type ReactNode } from 'react';
import { CodeText, saveAs, useTones } from '../../ui';

/** Text for machines: scrolls within its place, can be copied, and saved where it has a name. */
export function CodeBlock(props: {
  /** What it is, for those who hear the page. */
  label: string;
  text: string;
  /** Name of the file it can be saved as. */
  file?: string;
  /** Colours the lines of a unified diff; their signs stay. */
  diff?: boolean;
  maxHeight?: number;
}) {
  const { label, text, file } = props;
  return (
    <Box sx={{ mt: 1, minWidth: 0 }}>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 1,
          color: 'text.secondary',
          fontSize: '0.8125rem',
        }}
      >
        <span>{label}</span>
        <Box sx={{ display: 'flex', alignItems: 'center' }}>
          {file && (
            <Button
              size="small"
              color="inherit"
              startIcon={<DownloadIcon />}
              onClick={() =>
                saveAs(file, new Blob([text], { type: 'text/plain' }))
              }
            >
              Download
            </Button>
          )}
          <CopyTextButton text={text} aria-label={`Copy: ${label}`} />
        </Box>
      </Box>
      <CodeText label={label} maxHeight={props.maxHeight ?? 360}>
        {props.diff ? <DiffLines text={text} /> : text}
      </CodeText>
    </Box>
  );
}

function DiffLines(props: { text: string }) {
  const tones = useTones();
  const colorOf = (line: string) => {
    if (/^(\+\+\+|---|@@)/.test(line)) return 'text.secondary';
    if (line.startsWith('+')) return tones.good.text;
    return line.startsWith('-') ? tones.bad.text : undefined;
  };
  return (
    <>
      {props.text
        .trimEnd()
        .split('\n')
        .map((line, number) => (
          <Box
            key={number}
            component="span"
            sx={{ display: 'block', minHeight: '1.5em', color: colorOf(line) }}
          >
            {line}
          </Box>
        ))}
    </>
  );
}

/** Something long that is shown when asked for. */
export function Disclosed(props: {
  show: string;
  hide: string;
  children: () => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <Box sx={{ mt: 1 }}>
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {open ? props.hide : props.show}
      </Button>
      <Box id={id} hidden={!open}>
        {open && props.children()}
      </Box>
    </Box>
  );
}
