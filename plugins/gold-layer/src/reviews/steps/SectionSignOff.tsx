import type { Review } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { useState } from 'react';
import { AsOf, Pill, useTones } from '../../ui';
import { CommentedStep } from './CommentedStep';
import { MayButton } from './MayButton';

type Section = Review['sections'][number];

/** Who signs a section, whether that has been done, and the ways to do it. */
export function SectionSignOff(props: { review: Review; section: Section }) {
  const { review, section } = props;
  const { signOff, reviewer } = section;
  const [asked, setAsked] = useState<'sign' | 'changes'>();
  const mine = review.maySign.includes(section.section);
  const inReview = ['submitted', 'in-review'].includes(review.state);
  const close = () => setAsked(undefined);
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1.5,
        alignItems: 'flex-start',
        mt: 0.5,
      }}
    >
      <Box sx={{ mr: 'auto' }}>
        <span>{reviewer.title} signs this section. </span>
        {signOff ? (
          <SignOffWords signOff={signOff} />
        ) : (
          <UnsignedWords section={section} />
        )}
      </Box>
      {(mine || inReview) && (
        <>
          <MayButton
            label={signOff?.state === 'signed' ? 'Sign again' : 'Sign section'}
            variant="outlined"
            color="inherit"
            may={{
              allowed: mine,
              reason: `Only ${reviewer.title} can sign it, and nobody for their own service.`,
            }}
            onClick={() => setAsked('sign')}
          />
          {mine && (
            <MayButton
              label="Request changes"
              color="inherit"
              may={review.may.requestChanges}
              onClick={() => setAsked('changes')}
            />
          )}
        </>
      )}
      {asked === 'sign' && (
        <SignDialog review={review} section={section} onClose={close} />
      )}
      {asked === 'changes' && (
        <RequestChanges review={review} section={section} onClose={close} />
      )}
    </Box>
  );
}

function SignOffWords(props: { signOff: NonNullable<Section['signOff']> }) {
  const { state, by, at, comment, problem } = props.signOff;
  const tones = useTones();
  const shown = {
    signed: { tone: tones.good, words: 'Signed' },
    'changes-requested': { tone: tones.bad, words: 'Changes requested' },
    stale: { tone: tones.unknown, words: 'Changed since it was signed' },
  }[state];
  return (
    <>
      <Pill tone={shown.tone}>{shown.words}</Pill> by {by.title},{' '}
      <AsOf at={at} />
      {comment && <Box sx={{ whiteSpace: 'pre-wrap' }}>“{comment}”</Box>}
      {problem && <Box>{problem}</Box>}
    </>
  );
}

/** Whom a section waits for that nobody has signed, though its role has decided. */
function UnsignedWords(props: { section: Section }) {
  const { asked, problem } = props.section;
  if (problem) return <Box>Nobody has yet, and nobody is asked. {problem}</Box>;
  return asked ? <Box>Nobody has yet; {asked.title} is asked to.</Box> : null;
}

function SignDialog(props: {
  review: Review;
  section: Section;
  onClose: () => void;
}) {
  const { review, section, onClose } = props;
  const open = section.controls.filter(control => control.open);
  return (
    <CommentedStep
      review={review}
      step="signReviewSection"
      title={`Sign “${section.title}”`}
      doIt="Sign section"
      label="Comment (optional)"
      keep={`sign/${review.id}/${section.section}`}
      toInput={comment => ({
        id: review.id,
        body: { version: review.version, section: section.section, comment },
      })}
      onClose={onClose}
    >
      <Box>
        You agree with the answers to its {section.controls.length} controls.
        {open.length > 0 && (
          <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
            {open.map(control => (
              <li key={control.control}>
                {control.title}: {control.open}
              </li>
            ))}
          </Box>
        )}
      </Box>
    </CommentedStep>
  );
}

/** Hands the review back, with what is to be changed in one section or all over. */
export function RequestChanges(props: {
  review: Review;
  section?: Section;
  onClose: () => void;
}) {
  const { review, section, onClose } = props;
  return (
    <CommentedStep
      review={review}
      step="requestReviewChanges"
      title={
        section ? `Request changes in “${section.title}”` : 'Request changes'
      }
      doIt="Request changes"
      label="What has to change"
      required="Say what has to change: the team goes by it."
      keep={`changes/${review.id}/${section?.section ?? ''}`}
      toInput={(comment = '') => ({
        id: review.id,
        body: { version: review.version, section: section?.section, comment },
      })}
      onClose={onClose}
    />
  );
}
