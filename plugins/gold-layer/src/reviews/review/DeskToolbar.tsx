import type { Presence, Review } from '@gold-layer/backstage-plugin-common';
import KeyboardIcon from '@mui/icons-material/Keyboard';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { listed } from '../words';
import { KeyHelp } from './KeyHelp';
import { shownSections, shows, type Show } from './deskAddress';
import type { ReviewKeys } from './useReviewKeys';

const words: Record<Show, string> = {
  all: 'All',
  unanswered: 'Unanswered',
  blocking: 'Blocking',
  mine: 'Mine to review',
  drifted: 'Regressed',
};

/** Which controls are shown, who else is here, and the keys. */
export function DeskToolbar(props: {
  review: Review;
  user: string;
  show: Show;
  others: Presence[];
  keys: ReviewKeys;
  onShow: (show: Show) => void;
}) {
  const { review, user, show, others, keys } = props;
  const counts = (each: Show) =>
    shownSections(review, { show: each, user }).reduce(
      (sum, { controls }) => sum + controls.length,
      0,
    );
  const offered = shows
    .map(each => ({ each, controls: counts(each) }))
    .filter(
      ({ each, controls }) =>
        controls > 0 || each === show || !['mine', 'drifted'].includes(each),
    );
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}
    >
      <ToggleButtonGroup
        exclusive
        size="small"
        value={show}
        aria-label="Which controls"
        onChange={(_, next: Show | null) => next && props.onShow(next)}
        sx={{ flexWrap: 'wrap' }}
      >
        {offered.map(({ each, controls }) => (
          <ToggleButton
            key={each}
            value={each}
            sx={{ textTransform: 'none', letterSpacing: 0, py: 0.25 }}
          >
            {words[each]} ({controls})
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {others.length > 0 && (
        <Box
          role="status"
          aria-label="Who else is here"
          sx={{ color: 'text.secondary' }}
        >
          {listed(others.map(({ person }) => person.title))}{' '}
          {others.length === 1 ? 'has' : 'have'} it open too
        </Box>
      )}
      <Button
        size="small"
        color="inherit"
        startIcon={<KeyboardIcon />}
        onClick={() => keys.showHelp(true)}
        sx={{ ml: 'auto' }}
      >
        Keys
      </Button>
      {keys.helpShown && <KeyHelp keys={keys} />}
    </Box>
  );
}
