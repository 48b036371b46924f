import { Link } from '@backstage/core-components';
import type { ReviewControl } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { dayWords, inlineLinks, useLinks } from '../../ui';

/** From which earlier review an answer is, and whose word it was; nothing where it was given in this one. */
export function CarriedLine(props: { control: ReviewControl }) {
  const { carriedFrom, control, updatedBy } = props.control;
  const links = useLinks();
  if (!carriedFrom) return null;
  return (
    <Box
      sx={{
        color: 'text.secondary',
        overflowWrap: 'anywhere',
        ...inlineLinks,
      }}
    >
      From the{' '}
      <Link to={links.review(carriedFrom.review, { control })}>
        review of {dayWords(carriedFrom.at)}
      </Link>
      {updatedBy && `, by ${updatedBy.title}`}
    </Box>
  );
}
