import {
  addEvidenceSchema,
  type AddEvidence,
} from '@gold-layer/backstage-plugin-common';
import { z } from 'zod';
import { refuseFile, toEvidenceFile } from './evidenceFile';

const emptyToNothing = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(emptyToNothing, schema.optional());
const address = z.url({
  protocol: /^https?$/,
  error: 'Give an address beginning with https:// or http://',
});

/** The form of evidence: the contract's fields, and what each kind of evidence needs. */
export const evidenceFormSchema = z
  .object({
    kind: addEvidenceSchema.shape.kind,
    title: z.string().trim().max(200, 'At most 200 characters'),
    url: optional(address.max(2000)),
    file: z.custom<File>().optional(),
    check: optional(z.string().max(140)),
    date: optional(z.iso.date('Choose a day')),
    validUntil: optional(z.iso.date('Choose a day')),
  })
  .check(({ value, issues }) => {
    const missing = (path: string, message: string) =>
      issues.push({ code: 'custom', path: [path], message, input: value });
    const { kind, file, date, validUntil } = value;
    if ((kind === 'link' || kind === 'dashboard') && !value.url) {
      missing('url', 'Give its address');
    }
    if (kind === 'file') {
      const refusal = file ? refuseFile(file) : 'Choose a file';
      if (refusal) missing('file', refusal);
    }
    if (kind === 'check' && !value.check) missing('check', 'Choose a check');
    if (kind === 'drill' && !date) missing('date', 'Say when it was held');
    if (date && validUntil && validUntil < date) {
      missing('validUntil', 'It cannot end before it was held');
    }
    if (!value.title && !['file', 'check'].includes(kind)) {
      missing('title', 'Say what it shows');
    }
  });
/** What is being written. */
export type EvidenceInput = z.input<typeof evidenceFormSchema>;
/** What has been written. */
export type EvidenceForm = z.output<typeof evidenceFormSchema>;

/** The request that adds it; only the parts that its kind has. */
export async function toEvidence(form: EvidenceForm): Promise<AddEvidence> {
  const { kind, url, file, check, date, validUntil } = form;
  return {
    kind,
    title: form.title || file?.name || check || kind,
    ...(kind !== 'file' && kind !== 'check' && url && { url }),
    ...(kind === 'file' && file && { file: await toEvidenceFile(file) }),
    ...(kind === 'check' && check && { check }),
    ...(kind !== 'check' && date && { date }),
    ...(validUntil && { validUntil }),
  };
}
