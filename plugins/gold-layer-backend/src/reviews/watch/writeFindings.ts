import { audited } from '../../http/audited';
import type { Notice } from '../../notices/Notices';
import type { StoredReview } from '../records';
import type { ReviewDesk } from '../ReviewDesk';
import type { Findings } from './lookAt';
import { portal } from './portal';
import { noticesOf } from './watchNotices';

/** Writes what looks at some reviews have found; answers those it wrote, and what is to be told of them. */
export async function writeFindings(
  desk: ReviewDesk,
  findings: Findings[],
): Promise<{ written: StoredReview[]; news: Notice[] }> {
  const { store } = desk.options;
  const by = { actor: portal, now: desk.now() };
  const written = await leavingTrace(desk, findings, () =>
    store.changeMany(findings, by),
  );
  const looks = new Map(findings.map(each => [each.review.id, each]));
  const news = written.flatMap(review =>
    noticesOf(review, looks.get(review.id)),
  );
  return { written, news };
}

/** What the portal adds to logs is audited as what people add: one event per batch, with the newest hashes. */
async function leavingTrace(
  desk: ReviewDesk,
  findings: Findings[],
  write: () => Promise<StoredReview[]>,
): Promise<StoredReview[]> {
  const logged = findings.filter(({ entries }) => entries.length > 0);
  if (logged.length === 0) return write();
  const reviews = logged.map(({ review }) => review.id);
  return audited(
    desk.options.auditor,
    { eventId: 'review-watch', severityLevel: 'low', meta: { reviews } },
    write,
    written => ({
      logHeads: Object.fromEntries(
        written.flatMap(({ id, logHash }) =>
          reviews.includes(id) ? [[id, logHash]] : [],
        ),
      ),
    }),
  );
}
