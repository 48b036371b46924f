import type { CheckResult } from '@gold-layer/backstage-plugin-common';
import { Link, MarkdownContent } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { AsOf, CheckPart } from '../ui';
import { AboutWaiver } from './AboutWaiver';
import { CheckInputs } from './CheckInputs';

/** Why a check is asked, how to make it pass, and what it was decided on. */
export function CheckDetails(props: {
  check: CheckResult;
  /** Name of the scorecard it belongs to. */
  scorecard: string;
}) {
  const { check } = props;
  return (
    <>
      <CheckPart name="Why it matters">{check.why}</CheckPart>
      <CheckPart name="How to fix it">
        <MarkdownContent content={check.howToFix} />
        {check.link && <Link to={check.link}>Read more</Link>}
      </CheckPart>
      <AboutWaiver check={check} scorecard={props.scorecard} />
      <CheckPart name="Facts it was decided on">
        {check.inputs.length === 0 ? (
          'It looks at no fact, only at the service itself.'
        ) : (
          <CheckInputs inputs={check.inputs} title={check.title} />
        )}
      </CheckPart>
      <CheckPart name="Rule">
        <code>{check.rule}</code>
      </CheckPart>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        In this state since <AsOf at={check.changedAt} />
      </Box>
    </>
  );
}
