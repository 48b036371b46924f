import type {
  Person,
  ReviewControl,
} from '@gold-layer/backstage-plugin-common';
import type { StandingControl } from '../judge';
import type { StoredEvidence } from '../records';
import { ifIso, personIn, toIso } from './presentSummary';

/** A control with everything around its answer. */
export function presentControl(
  control: StandingControl,
  people: ReadonlyMap<string, Person>,
): ReviewControl {
  const { compiled, stored, waiver } = control;
  const { document } = compiled;
  const { carriedFrom, confirmed, disputed, updatedBy } = stored;
  return {
    control: control.control,
    title: control.title,
    guidance: document.guidance,
    link: document.link,
    evidenceNeeded: document.evidence,
    blocking: control.blocking,
    rule: document.rule,
    answer: control.answer,
    source: control.source,
    note: stored.note,
    automatic: stored.automatic,
    confirmed: confirmed && {
      by: personIn(people, confirmed.by),
      at: toIso(confirmed.at),
    },
    disputed: disputed && {
      by: personIn(people, disputed.by),
      at: toIso(disputed.at),
      comment: disputed.comment,
    },
    evidence: control.evidence.map(each => presentEvidence(each, people)),
    validUntil: ifIso(stored.validUntil),
    waiver: waiver && {
      id: waiver.id,
      state: waiver.state,
      until: toIso(waiver.until),
    },
    open: control.open?.reason,
    drift: control.drift,
    carriedFrom: carriedFrom && {
      review: carriedFrom.review,
      at: toIso(carriedFrom.at),
    },
    updatedBy: updatedBy ? personIn(people, updatedBy) : undefined,
    updatedAt: ifIso(stored.updatedAt),
    version: stored.version,
  };
}

function presentEvidence(
  evidence: StoredEvidence,
  people: ReadonlyMap<string, Person>,
): ReviewControl['evidence'][number] {
  const { control, addedAt, addedBy, ...rest } = evidence;
  return {
    ...rest,
    addedBy: personIn(people, addedBy),
    addedAt: toIso(addedAt),
  };
}
