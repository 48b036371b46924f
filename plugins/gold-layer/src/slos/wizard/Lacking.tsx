import Button from '@mui/material/Button';
import { EmptyState } from '../../ui';
import type { DraftProblem, Step } from './draft/problems';
import type { WizardContext } from './useWizardContext';

/** What the last two steps are told. */
export interface LaterStepProps {
  context: WizardContext;
  /** What the draft still lacks. */
  problems: DraftProblem[];
  go: (step: Step) => void;
}

/** Says what an earlier step still lacks, and leads there. */
export function Lacking(props: Pick<LaterStepProps, 'problems' | 'go'>) {
  const [first] = props.problems;
  if (!first) return null;
  return (
    <EmptyState
      why="Something is still missing in an earlier step."
      todo={`${first.message}.`}
      action={
        <Button
          size="small"
          variant="outlined"
          onClick={() => props.go(first.step)}
        >
          Go there
        </Button>
      }
    />
  );
}
