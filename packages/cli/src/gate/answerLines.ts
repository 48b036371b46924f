import type { GateAnswer } from '@gold-layer/backstage-plugin-common';

/** An answer of the gate as lines to read in the log of a pipeline. */
export function answerLines(answer: GateAnswer): string[] {
  const { verdict, reasons, conditions, mayBreakGlass } = answer;
  const titles = mayBreakGlass.roles.map(({ title }) => title);
  return [
    `${answer.serviceTitle}: ${answer.sentence}`,
    ...reasons.map(
      reason => `  ${reason.verdict}: ${reason.sentence} (${reason.policy})`,
    ),
    ...(conditions.length > 0
      ? ['Conditions:', ...conditions.map(condition => `  - ${condition}`)]
      : []),
    ...(verdict === 'deny'
      ? [
          `Let through all the same, for up to ${mayBreakGlass.longestHours} hours, by: ${titles.join(', ')}.`,
        ]
      : []),
    `Answer ${answer.id}, ${answer.at}.`,
  ];
}
