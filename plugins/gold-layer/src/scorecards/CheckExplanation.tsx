import type { CheckSummary } from '@gold-layer/backstage-plugin-common';
import { MarkdownContent } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

function Part(props: { name: string; children: ReactNode }) {
  return (
    <Box sx={{ mb: 1 }}>
      <Box
        component="h4"
        sx={{ fontSize: '0.8125rem', m: 0, color: 'text.secondary' }}
      >
        {props.name}
      </Box>
      <Box
        sx={{
          overflowWrap: 'anywhere',
          '& p': { m: 0, mb: 0.5 },
          // Commands are read and copied whole, never scrolled sideways.
          '& pre, & pre code': { whiteSpace: 'pre-wrap !important' },
        }}
      >
        {props.children}
      </Box>
    </Box>
  );
}

/** Why a check is asked, how to make it pass, and the rule that decides. */
export function CheckExplanation(props: { check: CheckSummary }) {
  const { why, howToFix, rule, appliesTo } = props.check;
  return (
    <Box sx={{ pt: 1.5, maxWidth: '90ch' }}>
      <Part name="Why it matters">{why}</Part>
      <Part name="How to fix it">
        <MarkdownContent content={howToFix} />
      </Part>
      <Part name="Rule">
        <code>{rule}</code>
      </Part>
      {appliesTo && (
        <Part name="Applies where">
          <code>{appliesTo}</code>
        </Part>
      )}
    </Box>
  );
}
