import { Link } from '@backstage/core-components';
import type { Task } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useGoldLayer } from '../api';
import { subjectKey } from '../reviews/discussion/subjects';
import {
  AsOf,
  EmptyState,
  FirstOf,
  Loaded,
  PageBody,
  Pill,
  useLinks,
  useTones,
} from '../ui';
import { groupTasks } from './groupTasks';

/** More of one duty than anybody does in a day. */
const shownAtOnce = 20;

/** What waits for the reader, from every corner of Gold Layer, overdue first. */
export function InboxPage() {
  const query = useGoldLayer('listMyTasks', {}, { refetchInterval: 30_000 });
  return (
    <PageBody>
      <Typography
        component="h2"
        sx={{ fontSize: '1.25rem', fontWeight: 700, m: 0, mb: 2 }}
      >
        What waits for me?
      </Typography>
      <Loaded query={query} lines={8}>
        {({ items, missing = [] }) => (
          <>
            <Missing features={missing} />
            {items.length === 0 && missing.length === 0 && (
              <EmptyState
                why="Nothing waits for you."
                todo="Reviews to decide, changes asked of your team, waivers and approvals about to end appear here."
              />
            )}
            {groupTasks(items).map(({ title, tasks }) => (
              <Group key={title} title={title} tasks={tasks} />
            ))}
          </>
        )}
      </Loaded>
    </PageBody>
  );
}

/** A part that could not be asked is said, never shown as nothing. */
function Missing(props: { features: string[] }) {
  const tones = useTones();
  if (props.features.length === 0) return null;
  return (
    <Box
      role="alert"
      sx={{
        mb: 2,
        p: 1.5,
        borderRadius: '8px',
        color: tones.unknown.text,
        backgroundColor: tones.unknown.tint,
      }}
    >
      What waits among your {props.features.join(' and ')} cannot be told at the
      moment. The page asks again by itself.
    </Box>
  );
}

function Group(props: { title: string; tasks: Task[] }) {
  return (
    <Box component="section" aria-label={props.title} sx={{ mb: 3 }}>
      <Typography
        component="h3"
        sx={{ fontSize: '1.0625rem', fontWeight: 700, m: 0, mb: 1 }}
      >
        {props.title}{' '}
        <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
          {props.tasks.length}
        </Box>
      </Typography>
      <FirstOf items={props.tasks} first={shownAtOnce}>
        {shown => (
          <Paper
            variant="outlined"
            component="ul"
            sx={{ borderRadius: '10px', m: 0, p: 0, listStyle: 'none' }}
          >
            {shown.map(task => (
              <TaskItem key={task.id} task={task} />
            ))}
          </Paper>
        )}
      </FirstOf>
    </Box>
  );
}

function TaskItem(props: { task: Task }) {
  const { task } = props;
  const tones = useTones();
  const to = useTarget(task);
  return (
    <Box
      component="li"
      sx={{
        px: 2,
        py: 1.25,
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1,
        justifyContent: 'space-between',
        borderBottom: 1,
        borderColor: 'divider',
        '&:last-of-type': { borderBottom: 0 },
      }}
    >
      <Box sx={{ minWidth: 0, maxWidth: '80ch' }}>
        <Link to={to}>
          <strong>{task.title}</strong>
        </Link>
        {task.serviceTitle && <span> · {task.serviceTitle}</span>}
        <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {task.reason}
        </Box>
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        {task.overdue && <Pill tone={tones.bad}>Overdue</Pill>}{' '}
        {task.due ? (
          <>
            {task.overdue ? 'was due' : 'due'} <AsOf at={task.due} />
          </>
        ) : (
          <AsOf at={task.since} />
        )}
      </Box>
    </Box>
  );
}

function useTarget({ kind, target }: Task): string {
  const links = useLinks();
  switch (target.type) {
    case 'review': {
      const { control, id, section } = target;
      // Whoever was mentioned looks for the words, not for what they are about.
      return kind === 'mention'
        ? links.review(id, {
            view: 'discussion',
            about: subjectKey({ control, section }),
          })
        : links.review(id, { control, section });
    }
    case 'waiver':
      return links.risk(target.id);
    case 'assessment':
      return links.assessment(target.id);
    case 'slo':
      return links.slo(target.id);
    default:
      return links.service(target.ref);
  }
}
