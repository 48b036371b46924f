import type {
  DimensionDocument,
  Grading,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { Panel } from '../ui';
import { SaveMark, Unsaved, WrittenField } from '../saving';
import { EvidenceLinks } from './EvidenceLinks';
import { GradeChoice } from './GradeChoice';
import { gradingEdits, toSaved, type GradingFields } from './grading';

/** One dimension: its grades side by side, what facts suggest, a note and evidence. */
export function DimensionCard(props: {
  number: number;
  dimension: DimensionDocument;
  grading: Grading;
  /** Why nothing can be changed; absent where it can. */
  readOnly?: string;
}) {
  const { dimension, grading, readOnly } = props;
  const queue = gradingEdits.useQueue();
  const edit = gradingEdits.useEdit(dimension.id);
  const written: GradingFields = {
    ...toSaved(grading).fields,
    ...edit?.pending?.change,
  };
  const change = (fields: Partial<GradingFields>, typing = false) =>
    queue.change(dimension.id, fields, typing);
  return (
    <Panel
      title={`${props.number}. ${dimension.title}`}
      question={dimension.question}
      action={<SaveMark state={edit?.state} />}
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <GradeChoice
          dimension={dimension}
          grading={grading}
          grade={written.grade}
          readOnly={readOnly !== undefined}
          onChoose={grade => change({ grade })}
        />
        <Unsaved
          title={dimension.title}
          edit={edit}
          queue={queue}
          show={fields => <InWords fields={fields} dimension={dimension} />}
        />
        {(readOnly === undefined || written.note !== '') && (
          <WrittenField
            label="Note: what did you see?"
            value={written.note}
            max={4000}
            readOnly={readOnly}
            onWrite={note => change({ note }, true)}
            onLeave={queue.flush}
          />
        )}
        <EvidenceLinks
          evidence={written.evidence}
          readOnly={readOnly !== undefined}
          onChange={evidence => change({ evidence })}
        />
      </Box>
    </Panel>
  );
}

function InWords(props: {
  fields: Partial<GradingFields>;
  dimension: DimensionDocument;
}) {
  const { grade, note, evidence } = props.fields;
  const title = props.dimension.grades.find(
    each => each.grade === grade,
  )?.title;
  return (
    <>
      {grade !== undefined && (
        <span>
          Grade:{' '}
          {grade === null ? 'none' : `${grade}${title ? `, ${title}` : ''}`}
        </span>
      )}
      {note !== undefined && <span>Note: {note || 'none'}</span>}
      {evidence !== undefined && (
        <span>
          Evidence: {evidence.map(each => each.title).join(', ') || 'none'}
        </span>
      )}
    </>
  );
}
