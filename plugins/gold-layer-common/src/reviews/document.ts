import { z } from 'zod';
import {
  definitionApiVersion,
  definitionMetadataSchema,
  definitionNameSchema,
} from '../definitions';
import { durationSchema } from '../facts/fact';
import { roleNameSchema } from '../people/roles';
import { tierSchema } from '../services/tier';

const name = definitionNameSchema;
const cel = z.string().min(1).max(2000);

/** What a checklist is walked for. Facts about reviews are named after it. */
export const reviewPurposes = [
  'production',
  'release',
  'preProduction',
  'incident',
  'gameDay',
] as const;
/** What a checklist is walked for. */
export const reviewPurposeSchema = z.enum(reviewPurposes);
/** What a checklist is walked for. */
export type ReviewPurpose = z.infer<typeof reviewPurposeSchema>;

/** Kinds of evidence. */
export const evidenceKinds = [
  'link',
  'file',
  'dashboard',
  'drill',
  'check',
] as const;
/** Kinds of evidence. */
export const evidenceKindSchema = z.enum(evidenceKinds);
/** Kinds of evidence. */
export type EvidenceKind = z.infer<typeof evidenceKindSchema>;

/** One control of a checklist as written. */
export const controlDocumentSchema = z.strictObject({
  id: name,
  /** States the thing that is true when the control is met. */
  title: z.string().min(1).max(160),
  /** How to tell, and what good looks like. Markdown. */
  guidance: z.string().min(1).max(3000),
  link: z.url().optional(),
  /** Tiers for which the review cannot be approved unless it is met. */
  blocking: z.array(tierSchema).max(4).default([]),
  /** CEL over `service`; absent: every service the checklist applies to. */
  appliesTo: cel.optional(),
  /** Whether a person's "met" needs evidence. */
  evidence: z.enum(['none', 'optional', 'required']).default('optional'),
  /** How long a drill or an answer by evidence stays good. */
  validFor: durationSchema.optional(),
  /** CEL over `facts`, `service`, `now`: true answers it as met, false as not met, unknown leaves it to people. */
  rule: cel.optional(),
});
/** One control of a checklist as written. */
export type ControlDocument = z.infer<typeof controlDocumentSchema>;

/** A section: controls that one role signs off. */
export const sectionDocumentSchema = z.strictObject({
  id: name,
  title: z.string().min(1).max(80),
  description: z.string().max(1000).optional(),
  /** Role that signs the section off. */
  reviewer: roleNameSchema,
  controls: z.array(controlDocumentSchema).min(1).max(100),
});
/** A section of a checklist as written. */
export type SectionDocument = z.infer<typeof sectionDocumentSchema>;

/** A checklist: sections of controls, and who decides for which tier. */
export const checklistDocumentSchema = z.strictObject({
  apiVersion: z.literal(definitionApiVersion),
  kind: z.literal('Checklist'),
  metadata: definitionMetadataSchema,
  spec: z.strictObject({
    purpose: reviewPurposeSchema,
    appliesTo: cel.optional(),
    /** Roles that must approve, per tier. */
    signOff: z.record(tierSchema, z.array(roleNameSchema).min(1).max(10)),
    /** How long an approval holds, per tier; without end for tiers not named. */
    validFor: z.partialRecord(tierSchema, durationSchema).default({}),
    /** Tiers whose services are expected to have a valid review. */
    requiredFor: z.array(tierSchema).max(4).default([]),
    /** How soon reviewers promise an answer, in hours of wall-clock time. */
    promisedHours: z.number().int().min(1).max(2000).default(72),
    sections: z.array(sectionDocumentSchema).min(1).max(30),
  }),
});
/** A checklist document. */
export type ChecklistDocument = z.infer<typeof checklistDocumentSchema>;
