import type { CheckResult } from '@gold-layer/backstage-plugin-common';
import { Link, MarkdownContent } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { AsOf } from '../ui';
import { AboutWaiver } from './AboutWaiver';
import { CheckInputs } from './CheckInputs';

function Part(props: { name: string; children: ReactNode }) {
  return (
    <Box sx={{ mb: 1.5, maxWidth: '90ch' }}>
      <Box
        component="h4"
        sx={{ fontSize: '0.8125rem', m: 0, mb: 0.25, color: 'text.secondary' }}
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

/** Why a check is asked, how to make it pass, and what it was decided on. */
export function CheckDetails(props: {
  check: CheckResult;
  /** Name of the scorecard it belongs to. */
  scorecard: string;
}) {
  const { check } = props;
  return (
    <>
      <Part name="Why it matters">{check.why}</Part>
      <Part name="How to fix it">
        <MarkdownContent content={check.howToFix} />
        {check.link && <Link to={check.link}>Read more</Link>}
      </Part>
      <AboutWaiver check={check} scorecard={props.scorecard} />
      <Part name="Facts it was decided on">
        {check.inputs.length === 0 ? (
          'It looks at no fact, only at the service itself.'
        ) : (
          <CheckInputs inputs={check.inputs} title={check.title} />
        )}
      </Part>
      <Part name="Rule">
        <code>{check.rule}</code>
      </Part>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        In this state since <AsOf at={check.changedAt} />
      </Box>
    </>
  );
}
