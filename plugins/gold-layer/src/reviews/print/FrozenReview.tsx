import {
  reviewSnapshotSchema,
  type Review,
  type ReviewExport,
  type ReviewSnapshot,
} from '@gold-layer/backstage-plugin-common';
import { dayWords, tierWords } from '../../ui';
import { FrozenControl } from './FrozenControl';
import { frozenSections, namesIn, wholeValue } from './frozen';
import { momentWords, Paper } from './paper';

interface FrozenProps {
  exported: ReviewExport;
  snapshot: ReviewSnapshot;
  nameOf: (ref?: string) => string;
}

/** A review on paper as it was approved: the frozen answers, evidence and facts, and the hashes that stand for them. */
export function FrozenReview(props: {
  review: Review;
  exported: ReviewExport;
}) {
  const { exported, review } = props;
  const read = reviewSnapshotSchema.safeParse(exported.snapshot);
  if (!read.success) {
    return (
      <Paper review={review}>
        <p role="alert">
          What was approved cannot be shown: its snapshot is missing or cannot
          be read. Export the review and verify the file.
        </p>
      </Paper>
    );
  }
  const snapshot = read.data;
  const frozen = { exported, snapshot, nameOf: namesIn(exported) };
  return (
    <Paper review={review}>
      <Approved {...frozen} />
      <Decisions {...frozen} />
      <Conditions {...frozen} />
      {frozenSections(snapshot, exported.review.sections).map(section => (
        <section key={section.id}>
          <h2>{section.title}</h2>
          {section.role && (
            <div>
              {section.role}:{' '}
              {section.signOff
                ? `${section.signOff.state.replace('-', ' ')}, ${frozen.nameOf(section.signOff.by)}, ${momentWords(section.signOff.at)}`
                : 'not signed'}
            </div>
          )}
          {section.answers.map(answer => (
            <FrozenControl
              key={answer.control}
              answer={answer}
              nameOf={frozen.nameOf}
            />
          ))}
        </section>
      ))}
      <Facts {...frozen} />
      <Hashes {...frozen} />
    </Paper>
  );
}

function Approved({ exported, nameOf, snapshot }: FrozenProps) {
  const { checklist, facts, service } = snapshot;
  const { createdAt, requestedBy } = exported.review;
  const { criticalDependencies = [], owner } = service;
  return (
    <>
      <p>
        <strong>
          What follows is what was approved, as it was frozen on{' '}
          {momentWords(snapshot.at)}.
        </strong>{' '}
        What has changed since is not in it.
        {facts.some(isLaterThan(snapshot.at)) &&
          ' The review was held before this portal had it: facts with a later time are those known when it was taken over.'}
      </p>
      <div>
        {service.ref}, {tierWords[service.tier]}
        {owner && `, owned by ${nameOf(owner)}`}
        {criticalDependencies.length > 0 &&
          `, depending on ${criticalDependencies.join(', ')}`}
        . Checklist {checklist.name}, version {checklist.version}, asked for by{' '}
        {requestedBy.title} on {dayWords(createdAt)}.
      </div>
    </>
  );
}

/** Of a review that was imported the facts of its own time are not known. */
function isLaterThan(at: string) {
  return (fact: ReviewSnapshot['facts'][number]) =>
    Date.parse(fact.collectedAt) > Date.parse(at);
}

function Decisions({ exported, nameOf, snapshot }: FrozenProps) {
  const titles = new Map(
    exported.review.decisions.map(({ role, title }) => [role, title]),
  );
  return (
    <>
      <h2>Decisions</h2>
      <ul>
        {snapshot.decisions.map(({ at, by, comment, decision, role }) => (
          <li key={role}>
            {titles.get(role) ?? role}:{' '}
            {decision
              ? `${decision.replace('-', ' ')} by ${nameOf(by)}`
              : 'not decided'}
            {at !== undefined && `, ${momentWords(at)}`}
            {comment && ` — “${comment}”`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Conditions({ exported, nameOf, snapshot }: FrozenProps) {
  if (snapshot.conditions.length === 0) return null;
  const today = new Map(
    exported.review.conditions.map(({ done, id }) => [id, done]),
  );
  return (
    <>
      <h2>Conditions</h2>
      <ul>
        {snapshot.conditions.map(({ done, due, id, owner, title }) => {
          const since = today.get(id);
          return (
            <li key={id}>
              {title}, {nameOf(owner)}, due {dayWords(due)}
              {done && `: met (${done.note})`}
              {!done &&
                since &&
                `; since then met, ${momentWords(since.at)} (${since.note})`}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Facts({ snapshot }: FrozenProps) {
  if (snapshot.facts.length === 0) return null;
  return (
    <>
      <h2>Facts that were read</h2>
      <table>
        <thead>
          <tr>
            {['Fact', 'Value', 'Source', 'Collected', 'Valid until'].map(
              title => (
                <th key={title} scope="col">
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {snapshot.facts.map(
            ({ collectedAt, fact, source, validUntil, value }) => (
              <tr key={fact}>
                <th scope="row">{fact}</th>
                <td>{wholeValue(value)}</td>
                <td>{source}</td>
                <td>{momentWords(collectedAt)}</td>
                <td>{validUntil ? momentWords(validUntil) : 'no end'}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </>
  );
}

function Hashes({ exported }: FrozenProps) {
  const { log, snapshotHash } = exported;
  const head = log[log.length - 1];
  return (
    <>
      <h2>What stands for it</h2>
      <div>
        SHA-256 of the snapshot: <code>{snapshotHash}</code>
      </div>
      {head && (
        <div>
          Head of the log, entry {head.seq} of {momentWords(head.at)}:{' '}
          <code>{head.hash}</code>
        </div>
      )}
      <div>
        The exported file has both; <code>gold-layer review verify</code> holds
        it against them.
      </div>
    </>
  );
}
