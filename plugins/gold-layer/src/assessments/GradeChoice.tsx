import type {
  DimensionDocument,
  Grading,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Radio from '@mui/material/Radio';
import { Pill, useTones } from '../ui';

/** The grades of a dimension side by side, to choose one. */
export function GradeChoice(props: {
  dimension: DimensionDocument;
  grading: Grading;
  grade: number | null;
  readOnly: boolean;
  onChoose: (grade: number | null) => void;
}) {
  const { dimension, grading, grade, readOnly, onChoose } = props;
  const { suggestion, last } = grading;
  const differs = suggestion && grade !== suggestion.grade;
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {suggestion && (
        <Box sx={{ color: 'text.secondary' }}>
          <strong>Facts suggest {suggestion.grade}:</strong> {suggestion.reason}{' '}
          {!readOnly && differs && (
            <Button size="small" onClick={() => onChoose(suggestion.grade)}>
              Take {suggestion.grade}
            </Button>
          )}
        </Box>
      )}
      <Box
        role="radiogroup"
        aria-label={`Grade of ${dimension.title}`}
        sx={{
          display: 'grid',
          gap: 1,
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: `repeat(${Math.min(dimension.grades.length, 6)}, minmax(0, 1fr))`,
          },
        }}
      >
        {dimension.grades.map(each => (
          <GradeOption
            key={each.grade}
            name={dimension.id}
            grade={each}
            chosen={grade === each.grade}
            suggested={suggestion?.grade === each.grade}
            last={last === each.grade}
            readOnly={readOnly}
            onChoose={() => onChoose(each.grade)}
          />
        ))}
      </Box>
      {grade !== null && !readOnly && (
        <Box>
          <Button size="small" color="inherit" onClick={() => onChoose(null)}>
            Clear the grade
          </Button>
        </Box>
      )}
    </Box>
  );
}

function GradeOption(props: {
  name: string;
  grade: DimensionDocument['grades'][number];
  chosen: boolean;
  suggested: boolean;
  last: boolean;
  readOnly: boolean;
  onChoose: () => void;
}) {
  const { grade, chosen, readOnly } = props;
  const tones = useTones();
  return (
    <Box
      component="label"
      sx={{
        display: 'block',
        p: 1.25,
        borderRadius: '8px',
        border: 1,
        borderColor: chosen ? 'text.primary' : 'divider',
        outline: chosen ? '1px solid currentColor' : undefined,
        cursor: readOnly ? 'default' : 'pointer',
        '&:focus-within': { outline: '2px solid currentColor' },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
        <Radio
          size="small"
          name={props.name}
          value={grade.grade}
          checked={chosen}
          disabled={readOnly}
          onChange={props.onChoose}
          inputProps={{ 'aria-label': `${grade.grade}, ${grade.title}` }}
          sx={{ p: 0 }}
        />
        <strong>
          {grade.grade} {grade.title}
        </strong>
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mt: 0.5 }}>
        {grade.description}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 0.5 }}>
        {props.suggested && (
          <Pill tone={tones.state('upcoming')}>Suggested</Pill>
        )}
        {props.last && <Pill tone={tones.neutral}>Last time</Pill>}
      </Box>
    </Box>
  );
}
