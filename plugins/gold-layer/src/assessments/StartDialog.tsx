import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useGoldLayer, useGoldLayerAction } from '../api';
import { ErrorPanel, fromFacet, nameOf, useLinks } from '../ui';

interface Subject {
  ref: string;
  title: string;
  kind: 'Services' | 'Teams';
}

/** Chooses whom to assess by what, and opens the draft. */
export function StartDialog(props: {
  rubric?: string;
  /** Whom, when that is settled already. */
  subject?: Subject;
  onClose: () => void;
}) {
  const [chosen, setChosen] = useState(props.rubric ?? '');
  const [subject, setSubject] = useState<Subject | null>(props.subject ?? null);
  const rubrics = useGoldLayer('listRubrics', {}).data?.items ?? [];
  const rubric = rubrics.find(({ name }) => name === chosen) ?? rubrics[0];
  const start = useGoldLayerAction('startAssessment');
  const navigate = useNavigate();
  const links = useLinks();
  const begin = () =>
    subject &&
    rubric &&
    start.mutate(
      { body: { subject: subject.ref, rubric: rubric.name } },
      { onSuccess: ({ id }) => navigate(links.assessment(id)) },
    );
  return (
    <Dialog open onClose={props.onClose} fullWidth maxWidth="sm">
      <DialogTitle>Start an assessment</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, pt: '8px !important' }}>
        {start.error && <ErrorPanel error={start.error} />}
        <TextField
          select
          label="By which rubric"
          value={rubric?.name ?? ''}
          onChange={event => setChosen(event.target.value)}
          helperText={rubric?.description}
        >
          {rubrics.map(({ name, title }) => (
            <MenuItem key={name} value={name}>
              {title}
            </MenuItem>
          ))}
        </TextField>
        {!props.subject && (
          <SubjectChoice
            kinds={rubric?.subjects ?? []}
            value={subject}
            onChange={setSubject}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>Cancel</Button>
        <Button
          variant="contained"
          disabled={!subject || !rubric || start.isPending}
          onClick={begin}
        >
          Start
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function SubjectChoice(props: {
  kinds: ('service' | 'team')[];
  value: Subject | null;
  onChange: (subject: Subject | null) => void;
}) {
  const [text, setText] = useState('');
  const services = useGoldLayer('listServices', {
    q: text || undefined,
    limit: 20,
  }).data;
  const facets = useGoldLayer('listServiceFacets', {}).data;
  const options: Subject[] = [];
  if (props.kinds.includes('service')) {
    options.push(
      ...(services?.items ?? []).map(({ ref, title, name }) => ({
        ref,
        title: title ?? name,
        kind: 'Services' as const,
      })),
    );
  }
  if (props.kinds.includes('team')) {
    options.push(
      ...fromFacet(facets?.owners)
        .filter(({ value }) => value.startsWith('group:'))
        .filter(({ title }) =>
          title.toLocaleLowerCase('en').includes(text.toLocaleLowerCase('en')),
        )
        .slice(0, 20)
        .map(({ value, title }) => ({
          ref: value,
          title: title || nameOf(value),
          kind: 'Teams' as const,
        })),
    );
  }
  return (
    <Autocomplete
      options={options}
      value={props.value}
      onChange={(_, subject) => props.onChange(subject)}
      onInputChange={(_, next, reason) => reason === 'input' && setText(next)}
      groupBy={({ kind }) => kind}
      getOptionLabel={({ title }) => title}
      getOptionKey={({ ref }) => ref}
      isOptionEqualToValue={(a, b) => a.ref === b.ref}
      // The backend has searched already.
      filterOptions={found => found}
      noOptionsText="Nobody by that name"
      renderInput={input => <TextField {...input} label="Service or team" />}
    />
  );
}
