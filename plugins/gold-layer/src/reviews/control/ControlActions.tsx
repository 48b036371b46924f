import type { ReviewControl } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import AttachFileIcon from '@mui/icons-material/AttachFile';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { AsOf, count, dayWords, useLinks } from '../../ui';
import { controlSubject } from '../discussion/subjects';
import type { ControlSetting } from './ControlCard';

/** What of a control its reader has opened. */
export interface Opened {
  note?: boolean;
  dispute?: boolean;
  evidence?: boolean;
  guidance?: boolean;
}

/** The button that the keyboard presses. */
export const addEvidenceId = (control: string) => `add-evidence-${control}`;

/** The ways to say more about a control, and who did so last. */
export function ControlActions(props: {
  control: ReviewControl;
  setting: ControlSetting;
  comments: number;
  /** The note is shown anyway. */
  noted: boolean;
  opened: Opened;
  onOpen: (change: Opened) => void;
}) {
  const { control, setting, comments, opened, onOpen } = props;
  const links = useLinks();
  const writable = setting.readOnly === undefined;
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 1,
        alignItems: 'center',
        fontSize: '0.8125rem',
        // Large enough for a thumb.
        '& > a': { display: 'inline-block', py: 0.5 },
      }}
    >
      {writable && !props.noted && !opened.note && (
        <Button
          size="small"
          color="inherit"
          onClick={() => onOpen({ note: true })}
        >
          Add a note
        </Button>
      )}
      {writable && (
        <Button
          id={addEvidenceId(control.control)}
          size="small"
          color="inherit"
          startIcon={<AttachFileIcon />}
          aria-label={`Add evidence for ${control.title}`}
          onClick={() => onOpen({ evidence: true })}
        >
          Add evidence
        </Button>
      )}
      <Button
        size="small"
        color="inherit"
        aria-expanded={opened.guidance ?? false}
        aria-label={`${opened.guidance ? 'Hide how to tell' : 'How to tell'}: ${control.title}`}
        onClick={() => onOpen({ guidance: !opened.guidance })}
      >
        {opened.guidance ? 'Hide how to tell' : 'How to tell'}
      </Button>
      <Link
        to={links.review(setting.review, {
          view: 'discussion',
          about: controlSubject(control.control),
        })}
      >
        {comments > 0 ? count(comments, 'comment') : 'Discuss'}
      </Link>
      <LastChange control={control} />
    </Box>
  );
}

/** Who changed a control last, and until when its answer counts. */
function LastChange(props: { control: ReviewControl }) {
  const { updatedBy, updatedAt, validUntil } = props.control;
  if (!updatedBy && !validUntil) return null;
  return (
    <Box component="span" sx={{ color: 'text.secondary', ml: 'auto' }}>
      {updatedBy && (
        <>
          Last changed by {updatedBy.title}, <AsOf at={updatedAt} />.{' '}
        </>
      )}
      {validUntil && <>Counts until {dayWords(validUntil)}.</>}
    </Box>
  );
}
