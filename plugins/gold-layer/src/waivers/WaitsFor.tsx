import type { Waiver } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { approverLimits } from './words';

/** Who may approve a request, and among whose tasks it is. */
export function WaitsFor(props: { approver: Waiver['approver'] }) {
  const { approver } = props;
  const { problem, title, waitsFor } = approver;
  return (
    <>
      {title}
      <Box>{approverLimits(approver)}</Box>
      {waitsFor && <Box>{tasksOf(waitsFor, title)}</Box>}
      {problem && <Box>{problem}</Box>}
    </>
  );
}

function tasksOf(
  { people, title, total }: NonNullable<Waiver['approver']['waitsFor']>,
  asked: string,
): string {
  const names = people.map(person => person.title);
  const unnamed = total - people.length;
  const list = new Intl.ListFormat('en-US').format([
    ...names,
    ...(unnamed > 0 ? [`${unnamed} more`] : []),
  ]);
  const above =
    title === asked ? '' : `, who hold the next role above: ${title}`;
  return `It is among the tasks of ${list}${above}.`;
}
