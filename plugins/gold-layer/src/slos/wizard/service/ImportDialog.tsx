import type { ImportedSloDocument } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { useGoldLayerAction } from '../../../api';
import { ActionDialog, Hint } from '../../../ui';
import { CodeBlock } from '../../slo/CodeBlock';
import type { SloDraft } from '../draft/draft';

const formatWords = { sloth: 'Sloth', pyrra: 'Pyrra' } as const;

/** Turns a pasted file of another tool into OpenSLO, says what was lost, and takes it over. */
export function ImportDialog(props: { onClose: () => void }) {
  const [text, setText] = useState('');
  const { setValue } = useFormContext<SloDraft>();
  const convert = useGoldLayerAction('importSloDocument');
  const imported = convert.data;
  const submit = () => {
    if (!imported) {
      convert.mutate({ body: { text } });
      return;
    }
    setValue('imported', imported.text);
    setValue('edited', undefined);
    props.onClose();
  };
  return (
    <ActionDialog
      title="Bring SLOs along"
      doIt={imported ? 'Go on with this' : 'Convert'}
      busy={convert.isPending}
      blocked={text.trim() === ''}
      written={text !== ''}
      error={convert.error}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextField
        label="File of Sloth or Pyrra"
        multiline
        minRows={6}
        maxRows={imported ? 6 : 18}
        value={text}
        onChange={event => {
          setText(event.target.value);
          convert.reset();
        }}
        placeholder="version: prometheus/v1 …"
        inputProps={{ style: { fontFamily: 'monospace', fontSize: 13 } }}
        helperText="Paste the whole file. Nothing is stored before you keep it in the last step."
      />
      {imported && <Report imported={imported} />}
    </ActionDialog>
  );
}

function Report(props: { imported: ImportedSloDocument }) {
  const { format, report, text } = props.imported;
  return (
    <div>
      {report.length === 0 ? (
        <Hint tone="good">
          Everything in this file of {formatWords[format]} could be carried
          over.
        </Hint>
      ) : (
        <Hint tone="warning">
          What could not be carried over from {formatWords[format]}, and what
          was assumed:
          <Box
            component="ul"
            aria-label="Report of the import"
            sx={{ m: 0, pl: 2.5 }}
          >
            {report.map(({ path, found, note }) => (
              <li key={`${path} ${note}`}>
                <code>{path}</code> (<code>{found}</code>): {note}
              </li>
            ))}
          </Box>
        </Hint>
      )}
      <CodeBlock label="The same as OpenSLO" text={text} maxHeight={260} />
    </div>
  );
}
