import { Link } from '@backstage/core-components';
import { zodResolver } from '@hookform/resolvers/zod';
import DeleteIcon from '@mui/icons-material/DeleteOutline';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState, type Ref } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';

type EvidenceLink = { title: string; url: string };

const linkSchema = z.object({
  title: z.string().trim().min(1, 'Say what it shows').max(200),
  url: z
    .url({ protocol: /^https?$/, error: 'An address beginning with https://' })
    .max(2000),
});

/** Where one can see it: links, added and taken away. */
export function EvidenceLinks(props: {
  evidence: EvidenceLink[];
  readOnly: boolean;
  onChange: (evidence: EvidenceLink[]) => void;
}) {
  const { evidence, readOnly, onChange } = props;
  const [adding, setAdding] = useState(false);
  const addButton = useReturn(adding);
  const titleField = useRef<HTMLInputElement>(null);
  return (
    <Box>
      {evidence.map((link, index) => (
        <Box
          key={`${link.url} ${link.title}`}
          sx={{ display: 'flex', gap: 1, alignItems: 'center' }}
        >
          <Link to={link.url}>{link.title}</Link>
          {!readOnly && (
            <IconButton
              size="small"
              aria-label={`Remove ${link.title}`}
              onClick={() => {
                onChange(evidence.filter((_, at) => at !== index));
                (adding ? titleField : addButton).current?.focus();
              }}
            >
              <DeleteIcon fontSize="small" />
            </IconButton>
          )}
        </Box>
      ))}
      {!readOnly &&
        (adding ? (
          <NewLink
            titleField={titleField}
            onAdd={link => {
              onChange([...evidence, link]);
              setAdding(false);
            }}
            onCancel={() => setAdding(false)}
          />
        ) : (
          <Button
            ref={addButton}
            size="small"
            color="inherit"
            onClick={() => setAdding(true)}
          >
            Add evidence
          </Button>
        ))}
    </Box>
  );
}

/** A button to which the keyboard returns once what it opened is closed. */
function useReturn(opened: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const wasOpened = useRef(false);
  useEffect(() => {
    if (!opened && wasOpened.current) button.current?.focus();
    wasOpened.current = opened;
  }, [opened]);
  return button;
}

function NewLink(props: {
  titleField: Ref<HTMLInputElement>;
  onAdd: (link: EvidenceLink) => void;
  onCancel: () => void;
}) {
  const { register, handleSubmit, formState, setFocus } = useForm<EvidenceLink>(
    {
      resolver: zodResolver(linkSchema),
      defaultValues: { title: '', url: '' },
    },
  );
  useEffect(() => setFocus('title'), [setFocus]);
  const { errors } = formState;
  return (
    <Box
      component="form"
      noValidate
      aria-label="Add evidence"
      onSubmit={handleSubmit(props.onAdd)}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1,
        alignItems: 'flex-start',
      }}
    >
      <TextField
        size="small"
        label="What it shows"
        inputRef={props.titleField}
        inputProps={register('title')}
        error={Boolean(errors.title)}
        helperText={errors.title?.message}
      />
      <TextField
        size="small"
        type="url"
        label="Address"
        placeholder="https://…"
        inputProps={register('url')}
        error={Boolean(errors.url)}
        helperText={errors.url?.message}
      />
      <Button type="submit" size="small" variant="outlined">
        Add
      </Button>
      <Button size="small" color="inherit" onClick={props.onCancel}>
        Cancel
      </Button>
    </Box>
  );
}
