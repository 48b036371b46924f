import type {
  ControlAnswer,
  ReviewControl,
} from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { dayWords, useLinks } from '../../ui';
import type { ControlSetting } from './ControlCard';
import { EvidenceItem } from './EvidenceItem';

/** What backs the answer, or an accepted risk instead. */
export function EvidenceList(props: {
  control: ReviewControl;
  setting: ControlSetting;
}) {
  const { control, setting } = props;
  const links = useLinks();
  const { waiver } = control;
  return (
    <>
      {control.evidence.length > 0 && (
        <Box
          component="ul"
          aria-label={`Evidence for ${control.title}`}
          sx={{ listStyle: 'none', m: 0, p: 0 }}
        >
          {control.evidence.map(evidence => (
            <EvidenceItem
              key={evidence.id}
              evidence={evidence}
              review={setting.review}
              readOnly={setting.readOnly}
            />
          ))}
        </Box>
      )}
      {waiver && (
        <Link to={links.risk(waiver.id)}>
          Risk accepted: {waiver.state}, until {dayWords(waiver.until)}
        </Link>
      )}
      {!waiver && canBeWaived(control) && (
        <Box>
          <Link
            to={links.newRisk({
              service: setting.service,
              checklist: setting.checklist,
              control: control.control,
            })}
          >
            Ask for a waiver instead
          </Link>
        </Box>
      )}
    </>
  );
}

const unmet: ControlAnswer[] = ['partly', 'not-met'];

/** A risk can be accepted where something is not met; what blocks may be waived before anybody has answered it. */
function canBeWaived({ answer, blocking, open }: ReviewControl): boolean {
  if (!open) return false;
  return answer === undefined ? blocking : unmet.includes(answer);
}
