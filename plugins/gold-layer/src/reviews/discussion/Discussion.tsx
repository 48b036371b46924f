import type {
  Review,
  ReviewComment,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { useSearchParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { AsOf, EmptyState, inlineLinks, useLinks } from '../../ui';
import { CommentForm } from './CommentForm';
import { CommentText } from './CommentText';
import { subjectsOf, type Subject } from './subjects';

/** What has been said about the review, its sections and its controls. */
export function Discussion(props: { review: Review }) {
  const { review } = props;
  const [search, setSearch] = useSearchParams();
  const subjects = subjectsOf(review);
  const about = subjects.find(({ key }) => key === search.get('about'));
  const comments = about
    ? review.comments.filter(comment => isAbout(comment, about))
    : review.comments;
  const choose = (key: string) =>
    setSearch(
      previous => {
        const next = new URLSearchParams(previous);
        if (key) next.set('about', key);
        else next.delete('about');
        return next;
      },
      { replace: true },
    );
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: '90ch' }}>
      {comments.length === 0 ? (
        <EmptyState
          why={
            about
              ? `Nobody has said anything about “${about.title}”.`
              : 'Nobody has said anything yet.'
          }
          todo="Ask below; whoever is mentioned is told."
        />
      ) : (
        <Box
          component="ol"
          aria-label="Comments"
          sx={{ listStyle: 'none', m: 0, p: 0 }}
        >
          {comments.map(comment => (
            <Comment
              key={comment.id}
              review={review}
              comment={comment}
              subject={subjects.find(each => isAbout(comment, each))}
            />
          ))}
        </Box>
      )}
      <CommentForm
        review={review}
        subjects={subjects}
        about={about}
        onAbout={choose}
      />
    </Box>
  );
}

function isAbout(comment: ReviewComment, subject: Subject): boolean {
  return subject.control
    ? comment.control === subject.control
    : comment.section === subject.section && !comment.control;
}

function Comment(props: {
  review: Review;
  comment: ReviewComment;
  subject?: Subject;
}) {
  const { review, comment, subject } = props;
  const links = useLinks();
  return (
    <Box
      component="li"
      sx={{
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 1,
          alignItems: 'baseline',
        }}
      >
        <strong>{comment.author.title}</strong>
        <Box
          component="span"
          sx={{
            color: 'text.secondary',
            fontSize: '0.8125rem',
            ...inlineLinks,
          }}
        >
          <AsOf at={comment.at} />
          {subject && ' about '}
          {subject?.control ? (
            <Link to={links.review(review.id, { control: subject.control })}>
              {subject.title}
            </Link>
          ) : (
            subject?.title
          )}
        </Box>
      </Box>
      <CommentText body={comment.body} mentions={comment.mentions} />
    </Box>
  );
}
