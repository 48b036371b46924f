import type { CheckSummary } from '@gold-layer/backstage-plugin-common';
import { MarkdownContent } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { CheckPart } from '../ui';

/** Why a check is asked, how to make it pass, and the rule that decides. */
export function CheckExplanation(props: { check: CheckSummary }) {
  const { why, howToFix, rule, appliesTo } = props.check;
  return (
    <Box sx={{ pt: 1.5, maxWidth: '90ch' }}>
      <CheckPart name="Why it matters">{why}</CheckPart>
      <CheckPart name="How to fix it">
        <MarkdownContent content={howToFix} />
      </CheckPart>
      <CheckPart name="Rule">
        <code>{rule}</code>
      </CheckPart>
      {appliesTo && (
        <CheckPart name="Applies where">
          <code>{appliesTo}</code>
        </CheckPart>
      )}
    </Box>
  );
}
