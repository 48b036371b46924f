import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useGoOn, useGoldLayer, useGoldLayerAction } from '../api';
import { ActionDialog, Loaded, useLinks } from '../ui';
import { SubjectChoice, type Subject } from './SubjectChoice';

const kindOf = { Services: 'service', Teams: 'team' } as const;

/** Chooses whom to assess by what, and opens the draft. */
export function StartDialog(props: {
  rubric?: string;
  /** Whom, when that is settled already. */
  subject?: Subject;
  onClose: () => void;
}) {
  const { subject: settled } = props;
  const [by, setBy] = useState(props.rubric ?? '');
  const [chosen, setChosen] = useState<Subject | null>(settled ?? null);
  const goOn = useGoOn();
  const links = useLinks();
  const query = useGoldLayer('listRubrics', {});
  const start = useGoldLayerAction('startAssessment', {
    onDone: ({ id }) => goOn(links.assessment(id)),
  });
  const rubrics = (query.data?.items ?? []).filter(
    ({ subjects }) => !settled || subjects.includes(kindOf[settled.kind]),
  );
  const rubric = rubrics.find(({ name }) => name === by) ?? rubrics[0];
  // Who was chosen for one rubric may be nobody to assess by another.
  const subject =
    chosen && rubric?.subjects.includes(kindOf[chosen.kind]) ? chosen : null;
  return (
    <ActionDialog
      title="Start an assessment"
      doIt="Start"
      busy={start.isPending}
      blocked={!subject || !rubric}
      error={start.error}
      onClose={props.onClose}
      onSubmit={() => {
        if (!subject || !rubric) return;
        start.mutate({ body: { subject: subject.ref, rubric: rubric.name } });
      }}
    >
      <Loaded query={query} lines={2}>
        {() =>
          rubric ? (
            <TextField
              select
              fullWidth
              label="By which rubric"
              value={rubric.name}
              onChange={event => setBy(event.target.value)}
              helperText={rubric.description}
            >
              {rubrics.map(({ name, title }) => (
                <MenuItem key={name} value={name}>
                  {title}
                </MenuItem>
              ))}
            </TextField>
          ) : (
            `There is no rubric to assess ${settled ? settled.kind.toLocaleLowerCase('en-US') : 'anybody'} by.`
          )
        }
      </Loaded>
      {!settled && rubric && (
        <SubjectChoice
          kinds={rubric.subjects}
          value={subject}
          onChange={setChosen}
        />
      )}
    </ActionDialog>
  );
}
