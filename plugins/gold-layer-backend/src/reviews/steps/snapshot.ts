import { canonicalJson, Service } from '@gold-layer/backstage-plugin-common';
import type { StoredFact } from '../../facts';
import type { StandingControl } from '../judge';
import type { WholeReview } from '../records';
import { sha256 } from '../store/hash';

/** What was approved, frozen: answers, evidence with hashes, facts, decisions. */
export function takeSnapshot(
  whole: WholeReview,
  parts: {
    at: number;
    service: Service;
    controls: readonly StandingControl[];
    facts: readonly StoredFact[];
  },
): { content: string; hash: string } {
  const { at, controls, facts, service } = parts;
  const { review } = whole;
  const read = new Set(
    controls.flatMap(({ compiled }) => compiled.rule?.facts ?? []),
  );
  const content = canonicalJson({
    at: new Date(at).toISOString(),
    review: review.id,
    state: review.state,
    checklist: {
      name: review.checklist,
      version: review.checklistVersion,
      hash: review.checklistHash,
    },
    service: {
      ref: service.ref,
      title: service.title,
      tier: service.tier,
      owner: service.owner,
      record: service.record,
      criticalDependencies: review.circumstances?.criticalDependencies,
    },
    answers: controls.map(control => ({
      control: control.control,
      title: control.title,
      blocking: control.blocking,
      answer: control.answer,
      source: control.source,
      note: control.stored.note,
      carriedFrom: control.stored.carriedFrom,
      automatic: control.stored.automatic,
      confirmed: control.stored.confirmed,
      disputed: control.stored.disputed,
      waiver: control.waiver,
      evidence: control.evidence,
    })),
    facts: facts
      .filter(({ fact }) => read.has(fact))
      .map(({ fact, value, source, collectedAt, validUntil }) => ({
        fact,
        value,
        source,
        collectedAt: collectedAt.toISOString(),
        validUntil: validUntil?.toISOString(),
      })),
    signOffs: whole.signOffs,
    decisions: whole.roles,
    conditions: whole.conditions,
  });
  return { content, hash: sha256(content) };
}
