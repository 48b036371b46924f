import { canonicalJson } from './canonicalJson';
import { brokenLinks, firstHash, type Sha256 } from './chain';
import { contradictions } from './proof/contradictions';
import { provenControls, type ProvenControl } from './proof/controls';
import { courseOf, type ReviewCourse } from './proof/course';
import {
  reviewExportSchema,
  type ReviewExport,
  type ReviewState,
} from './review';
import { reviewSnapshotSchema } from './snapshot';

/** What an export proves of its review, whatever else it says. */
export interface ProvenReview {
  /** Id of the review. */
  id: string;
  /** Ref of the service. */
  service: string;
  checklist: string;
  checklistVersion: string;
  state: ReviewState;
  /** Hash of what was approved; absent where nothing was. */
  snapshotHash?: string;
  /** Files that were given as evidence. */
  files: { control: string; title: string; sha256: string }[];
}

/** What came of verifying an exported review. */
export interface ReviewVerification {
  /** Each in one sentence; none when everything holds. */
  problems: string[];
  entries: number;
  /** Hash of the last entry: it stands for the whole log. */
  head: string;
  /** Absent where there are problems. */
  proven?: ProvenReview;
}

/**
 * Verifies an exported review without the portal: that its log is whole and in
 * order, that no entry was changed, that the frozen snapshot is the one the log
 * speaks of, and that what the file says of the review (state, dates, people's
 * answers, evidence, sign-offs, decisions, conditions, comments) is what log
 * and snapshot prove. What they do not hold is not verified: display names,
 * guidance, progress, today's automatic answers and waivers, and of reviews
 * from before the portal what the log of the portal cannot know.
 *
 * A log that was rewritten from its first entry on, or cut off at its end, is
 * consistent in itself; compare {@link ReviewVerification.head} with a hash
 * from elsewhere (the portal's audit log has them) to rule that out.
 */
export async function verifyReviewExport(
  file: unknown,
  options: { sha256: Sha256 },
): Promise<ReviewVerification> {
  const parsed = reviewExportSchema.safeParse(file);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    const place = path.join('.') || 'the file';
    return {
      problems: [`It is no exported review: ${place}: ${message}.`],
      entries: 0,
      head: firstHash,
    };
  }
  const { log, snapshotHash } = parsed.data;
  const found = {
    entries: log.length,
    head: log.at(-1)?.hash ?? firstHash,
  };
  const broken = [
    ...(await brokenLinks(log, options.sha256)),
    ...(await brokenSnapshot(parsed.data, options.sha256)),
  ];
  // From a log that was changed nothing follows.
  if (broken.length > 0) return { ...found, problems: broken };
  const { problems, proven } = holdAgainstProof(parsed.data);
  return {
    ...found,
    problems,
    proven: proven && { ...proven, snapshotHash },
  };
}

async function brokenSnapshot(
  { log, snapshot, snapshotHash }: ReviewExport,
  sha256: Sha256,
): Promise<string[]> {
  const frozen = log.findLast(
    ({ detail }) => detail.snapshotHash !== undefined,
  );
  if (!snapshot && !snapshotHash) {
    return frozen
      ? [
          `The snapshot that was frozen at ${frozen.at} is missing: the log has its hash ${frozen.detail.snapshotHash}.`,
        ]
      : [];
  }
  const problems: string[] = [];
  if ((await sha256(canonicalJson(snapshot ?? null))) !== snapshotHash) {
    problems.push('The snapshot is not the one that was frozen.');
  }
  if (frozen?.detail.snapshotHash !== snapshotHash) {
    problems.push('The log does not speak of this snapshot.');
  }
  return problems;
}

function holdAgainstProof({ log, review, snapshot }: ReviewExport): {
  problems: string[];
  proven?: ProvenReview;
} {
  const course = courseOf(log);
  if (!course) {
    return { problems: ['The log does not say which review it is of.'] };
  }
  const read = snapshot && reviewSnapshotSchema.safeParse(snapshot);
  if (read?.error) {
    const [{ message, path }] = read.error.issues;
    return {
      problems: [
        `The snapshot cannot be read: ${path.join('.') || 'as a whole'}: ${message}.`,
      ],
    };
  }
  const controls = provenControls(log, read?.data);
  const proof = { log, snapshot: read?.data, course, controls };
  const problems = contradictions(review, proof);
  return {
    problems,
    proven: problems.length > 0 ? undefined : toProven(course, controls),
  };
}

function toProven(
  course: ReviewCourse,
  controls: ReadonlyMap<string, ProvenControl> = new Map(),
): ProvenReview {
  const { checklist, review, service, state, version } = course;
  return {
    id: review,
    service,
    checklist,
    checklistVersion: version,
    state,
    files: [...controls].flatMap(([control, { evidence }]) =>
      [...evidence.values()].flatMap(({ sha256, title }) =>
        sha256 === undefined ? [] : { control, title, sha256 },
      ),
    ),
  };
}
