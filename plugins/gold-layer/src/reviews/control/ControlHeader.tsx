import type {
  Presence,
  ReviewControl,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import PanToolIcon from '@mui/icons-material/PanTool';
import TrendingDownIcon from '@mui/icons-material/TrendingDown';
import { Pill, useTones } from '../../ui';
import { answerWords } from '../words';

const sources = {
  automatic: 'says the portal',
  evidence: 'by evidence',
  person: 'by a person’s word',
};

/** What is asked, how it is answered, and what stands in the way. */
export function ControlHeader(props: {
  control: ReviewControl;
  titleId: string;
  others?: Presence[];
  approved: boolean;
}) {
  const { control } = props;
  const tones = useTones();
  return (
    <Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1,
          alignItems: 'baseline',
        }}
      >
        <Box
          component="h4"
          id={props.titleId}
          sx={{ m: 0, fontSize: '0.9375rem', fontWeight: 600 }}
        >
          {control.title}
        </Box>
        {control.blocking && (
          <Pill
            tone={control.open ? tones.bad : tones.neutral}
            icon={<PanToolIcon fontSize="inherit" />}
          >
            Blocking
          </Pill>
        )}
        <Box
          component="span"
          sx={{ color: 'text.secondary', fontSize: '0.8125rem', ml: 'auto' }}
        >
          {control.answer
            ? `${answerWords[control.answer]}${control.source ? `, ${sources[control.source]}` : ''}`
            : 'Not answered'}
        </Box>
        {props.others?.map(({ person }) => (
          <Pill key={person.ref} tone={tones.state('upcoming')}>
            {person.title} is here
          </Pill>
        ))}
      </Box>
      {control.open && (
        <Box
          sx={{
            color: tones[control.blocking ? 'bad' : 'unknown'].text,
            mt: 0.25,
          }}
        >
          {control.open}
        </Box>
      )}
      {props.approved && control.drift && (
        <Box
          sx={{ display: 'flex', gap: 0.75, mt: 0.25, color: tones.bad.text }}
        >
          <TrendingDownIcon fontSize="small" aria-hidden />
          <span>Since the approval: {control.drift}</span>
        </Box>
      )}
    </Box>
  );
}
