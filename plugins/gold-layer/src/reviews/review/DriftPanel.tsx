import { Review, driftWords } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { FirstOf, Panel, Pill, monthWords, useLinks, useTones } from '../../ui';
import { wasApproved } from '../words';

const shownAtOnce = 8;

/** What was true at the approval and is not any more; what blocks comes first. */
export function DriftPanel(props: { review: Review }) {
  const { review } = props;
  const tones = useTones();
  const links = useLinks();
  const words = driftWords(review.progress);
  if (!wasApproved(review.state) || !words) return null;
  const drifted = review.sections
    .flatMap(({ controls }) => controls)
    .filter(({ drift }) => drift !== undefined)
    .sort((a, b) => Number(b.blocking) - Number(a.blocking));
  const since =
    review.decidedAt && `Approved in ${monthWords(review.decidedAt)}`;
  return (
    <Panel
      title={`${since ?? 'Approved'}; since then, ${words}`}
      question="What was true then and is not any more?"
    >
      <FirstOf items={drifted} first={shownAtOnce}>
        {shown => (
          <Box
            component="ul"
            sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}
          >
            {shown.map(control => (
              <li key={control.control}>
                <Link
                  to={links.review(review.id, { control: control.control })}
                >
                  {control.title}
                </Link>{' '}
                {control.blocking && <Pill tone={tones.bad}>Blocking</Pill>}
                <Box sx={{ color: 'text.secondary' }}>{control.drift}</Box>
              </li>
            ))}
          </Box>
        )}
      </FirstOf>
    </Panel>
  );
}
