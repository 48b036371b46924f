import type { ReviewControl } from '@gold-layer/backstage-plugin-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { WrittenMarkdown } from '../../ui';

/** How to tell whether the control is met, beside it. */
export function Guidance(props: { control: ReviewControl }) {
  const { control } = props;
  return (
    <Box
      component="aside"
      aria-label={`How to tell: ${control.title}`}
      sx={{
        minWidth: 0,
        pl: { lg: 2 },
        borderLeft: { lg: 1 },
        borderColor: { lg: 'divider' },
        fontSize: '0.8125rem',
      }}
    >
      <WrittenMarkdown text={control.guidance} />
      {control.evidenceNeeded === 'required' && (
        <p>A person’s “met” needs evidence.</p>
      )}
      {control.link && <Link to={control.link}>Read more</Link>}
    </Box>
  );
}
