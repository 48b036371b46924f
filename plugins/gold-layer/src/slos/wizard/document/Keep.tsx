import { Link } from '@backstage/core-components';
import type { RouteOutput } from '@gold-layer/backstage-plugin-common';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { toProblem, type useGoldLayerAction } from '../../../api';
import { Hint, useLinks } from '../../../ui';
import { ProblemWords } from '../../ProblemWords';
import { WizardPart } from '../WizardPart';
import type { SloDraft } from '../draft/draft';
import { Conflict } from './Conflict';
import type { Standing } from './useStanding';

/** Keeping a document in the portal. */
export type KeepAction = ReturnType<
  typeof useGoldLayerAction<'keepSloDocument'>
>;

/** Keeps the document in the portal; if somebody was faster both are shown and nothing is lost. */
export function Keep(props: {
  service: string;
  text: string;
  /** The version that the text rests on. */
  version: number;
  standing: Standing;
  /** The document has errors. */
  broken: boolean;
  /** Absent while that is not known. */
  allowed?: boolean;
  /** Where the document is that wins over the portal's. */
  loses?: string;
  /** Its owner outlives this part: what is kept changes what is shown. */
  keep: KeepAction;
}) {
  const { service, text, version, standing, allowed, broken, keep } = props;
  const { setValue } = useFormContext<SloDraft>();
  const [lost, setLost] = useState(false);
  const submit = () => {
    setLost(false);
    keep.mutate(
      { body: { service, text, version } },
      {
        onError: error => {
          if (toProblem(error).kind !== 'conflict') return;
          // What was to be kept stays as it is, whatever stands now.
          setValue('edited', { place: 'portal', text, version });
          setLost(true);
        },
      },
    );
  };
  return (
    <WizardPart title="Keep it">
      {props.loses && (
        <Hint tone="warning">
          The document in {props.loses} wins over the portal's: what is kept
          here counts only once that one is gone.
        </Hint>
      )}
      {standing.version > 0 && (
        <Box sx={{ mb: 1, maxWidth: '80ch' }}>
          The portal keeps a document of this service already, version{' '}
          {standing.version}. What is in it besides stays as it is.
        </Box>
      )}
      {keep.error && !lost && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {toProblem(keep.error).message}
        </Alert>
      )}
      {lost && keep.error && (
        <Conflict
          message={toProblem(keep.error).message}
          theirs={standing}
          mine={{ text, version }}
          onExtend={() => {
            setLost(false);
            setValue('edited', undefined);
          }}
          onReplace={() => {
            setLost(false);
            setValue('edited', {
              place: 'portal',
              text,
              version: standing.version,
            });
          }}
        />
      )}
      {allowed && (
        <Button
          variant="contained"
          disableElevation
          disabled={keep.isPending || broken}
          onClick={submit}
        >
          Keep in the portal
        </Button>
      )}
      {allowed === false && (
        <Hint>
          You may not keep documents of this service; that takes the permission
          gold-layer.slo.edit. Commit it to the repository instead.
        </Hint>
      )}
      {broken && allowed && (
        <Box sx={{ color: 'text.secondary', mt: 0.5 }}>
          Put the errors right first; they are listed below the document.
        </Box>
      )}
    </WizardPart>
  );
}

/** What was kept, and what is worth knowing of it. */
export function Kept(
  props: Pick<RouteOutput<'keepSloDocument'>, 'slos' | 'problems'>,
) {
  const links = useLinks();
  return (
    <Box role="status">
      <Hint tone="good">
        <strong>Kept.</strong> It is measured from now on; first numbers come
        within a few minutes.
        <Box
          component="ul"
          aria-label="SLOs that were kept"
          sx={{ m: 0, pl: 2.5 }}
        >
          {props.slos.map(({ id, title }) => (
            <li key={id}>
              <Link to={links.slo(id)}>{title}</Link>
            </li>
          ))}
        </Box>
      </Hint>
      {props.problems.length > 0 && (
        <Hint tone="warning">
          Worth knowing:
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {props.problems.map(problem => (
              <li key={`${problem.path} ${problem.allowed}`}>
                <ProblemWords problem={problem} />
              </li>
            ))}
          </Box>
        </Hint>
      )}
    </Box>
  );
}
