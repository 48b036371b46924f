import type {
  Presence,
  ReviewControl,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { Suspense, lazy, memo, useId, useState } from 'react';
import { SaveMark, Unsaved } from '../../saving';
import { useTones } from '../../ui';
import { fieldsOf, type AnswerFields } from '../answering/answerFields';
import { answering } from '../answering/useAnswerQueue';
import { AgreementButtons, DisputeField, RestingAnswer } from './Agreement';
import { AnswerButtons } from './AnswerButtons';
import { AutomaticAnswerLine } from './AutomaticAnswerLine';
import { CarriedLine } from './CarriedLine';
import { ChangedFields } from './ChangedFields';
import { ControlHeader } from './ControlHeader';
import { ControlActions, type Opened } from './ControlActions';
import { EvidenceList } from './EvidenceList';
import { Guidance } from './Guidance';
import { NoteField } from './NoteField';

const AddEvidence = lazy(() =>
  import('./AddEvidence').then(m => ({ default: m.AddEvidence })),
);

/** What every control of a review has in common; the same object as long as nothing of it changes. */
export interface ControlSetting {
  review: string;
  service: string;
  checklist: string;
  /** Why answers cannot be changed now; absent where they can. */
  readOnly?: string;
  /** Whether an approval was given, so that drift is worth telling. */
  approved: boolean;
}

/** The element that the keyboard moves to. */
export const controlElementId = (control: string) => `control-${control}`;

/** One control: what is asked, what the portal knows, the answer, its evidence. */
export const ControlCard = memo(OneControl);

function OneControl(props: {
  control: ReviewControl;
  setting: ControlSetting;
  current: boolean;
  /** Who else is at it. */
  others?: Presence[];
  /** How much has been said about it. */
  comments: number;
  onCurrent: (control: string) => void;
}) {
  const { control, setting, current } = props;
  const { readOnly } = setting;
  const edit = answering.useEdit(control.control);
  const queue = answering.useQueue();
  const [opened, setOpened] = useState<Opened>({});
  const tones = useTones();
  const titleId = useId();
  const written: AnswerFields = {
    ...fieldsOf(control),
    ...edit?.pending?.change,
  };
  const unanswered = written.answer === null && !control.answer;
  const guidance = opened.guidance ?? unanswered;
  const open = (change: Opened) => setOpened({ ...opened, ...change });
  const agreement = {
    control,
    written,
    asked: opened.dispute ?? false,
    onAsk: (dispute: boolean) => open({ dispute }),
  };
  return (
    <Box
      component="article"
      id={controlElementId(control.control)}
      aria-labelledby={titleId}
      tabIndex={-1}
      onFocus={() => !current && props.onCurrent(control.control)}
      sx={{
        p: 2,
        backgroundColor: 'background.paper',
        border: 1,
        borderColor: current ? 'primary.main' : 'divider',
        borderLeftWidth: 4,
        borderLeftColor: control.open
          ? tones[control.blocking ? 'bad' : 'unknown'].fill
          : tones.good.fill,
        borderRadius: '8px',
        outline: 0,
        boxShadow: current
          ? theme => `0 0 0 1px ${theme.palette.primary.main}`
          : undefined,
        scrollMarginTop: '96px',
        // Sections of a hundred controls stay quick: what is out of sight is not laid out.
        contentVisibility: 'auto',
        containIntrinsicSize: 'auto 180px',
        display: 'grid',
        columnGap: 3,
        rowGap: 1.25,
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          lg: guidance ? 'minmax(0, 1fr) 270px' : 'minmax(0, 1fr)',
        },
      }}
    >
      <Box
        sx={{ display: 'grid', gap: 1.25, minWidth: 0, alignContent: 'start' }}
      >
        <ControlHeader
          control={control}
          titleId={titleId}
          others={props.others}
          approved={setting.approved}
        />
        <AutomaticAnswerLine control={control} />
        <CarriedLine control={control} />
        {readOnly === undefined ? (
          <>
            <Box
              sx={{
                display: 'flex',
                flexWrap: 'wrap',
                gap: 1.5,
                alignItems: 'center',
              }}
            >
              <AnswerButtons control={control} answer={written.answer} />
              <AgreementButtons {...agreement} />
              <SaveMark state={edit?.state} />
            </Box>
            <DisputeField {...agreement} />
            <NoteField
              control={control}
              written={written}
              asked={opened.note ?? false}
              onWrite={() => open({ note: true })}
            />
          </>
        ) : (
          <RestingAnswer control={control} />
        )}
        <Unsaved
          title={`the answer to ${control.title}`}
          edit={edit}
          queue={queue}
          show={fields => <ChangedFields fields={fields} />}
        />
        <EvidenceList control={control} setting={setting} />
        <ControlActions
          control={control}
          setting={setting}
          comments={props.comments}
          noted={written.note !== '' || written.answer === 'not-applicable'}
          opened={{ ...opened, guidance }}
          onOpen={open}
        />
      </Box>
      {guidance && <Guidance control={control} />}
      {opened.evidence && (
        <Suspense fallback={null}>
          <AddEvidence
            control={control}
            setting={setting}
            onClose={() => open({ evidence: false })}
          />
        </Suspense>
      )}
    </Box>
  );
}
