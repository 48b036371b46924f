import { canonicalJson } from '../canonicalJson';
import type { ReviewLogEntry } from '../review';
import type { ReviewSnapshot } from '../snapshot';
import { entriesSince } from './controls';
import type { ExportedReview } from './ExportedReview';
import { keysOf } from './keysOf';
import { conditionMet, decided, entriesOf } from './logDetails';

type Log = readonly ReviewLogEntry[];

interface Asked {
  /** Known once it was frozen. */
  id?: string;
  title: string;
  owner: string;
  due: string;
  done?: { by: string; at: string; note: string };
}

/** Conditions that are not those of the approval, or not met as it is said. */
export function contradictedConditions(
  review: ExportedReview,
  log: Log,
  snapshot: ReviewSnapshot | undefined,
): string[] {
  const said = review.conditions.map(
    ({ done, due, id, owner, title }): Asked => ({
      id: snapshot && id,
      title,
      owner: owner.ref,
      due,
      done: done && { ...done, by: done.by.ref },
    }),
  );
  const asked = snapshot ? approvedOn(snapshot, log) : askedSoFar(log);
  const proven = keysOf(asked);
  const shown = keysOf(said);
  const problems = [
    ...said.filter(each => !proven.has(canonicalJson(each))),
    // Before the approval a condition may have left with its role.
    ...(snapshot ? asked : []).filter(each => !shown.has(canonicalJson(each))),
  ];
  return [...new Set(problems.map(({ title }) => title))].map(
    title => `The condition '${title}' is not as it was given and met.`,
  );
}

function approvedOn(snapshot: ReviewSnapshot, log: Log): Asked[] {
  const met = new Map(
    entriesOf(entriesSince(log, snapshot), conditionMet).map(
      ({ detail: { condition, note }, entry }) => [
        condition,
        { by: entry.actor.ref, at: entry.at, note },
      ],
    ),
  );
  return snapshot.conditions.map(({ done, due, id, owner, title }) => ({
    id,
    title,
    owner,
    due,
    done: done ? { ...done, at: new Date(done.at).toISOString() } : met.get(id),
  }));
}

function askedSoFar(log: Log): Asked[] {
  return entriesOf(log, decided).flatMap(({ detail }) => detail.conditions);
}
