import { riskSchema } from '@gold-layer/backstage-plugin-common';
import { z } from 'zod';

const written = (what: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, `Say ${what}`)
    .max(max, `At most ${max.toLocaleString('en-US')} characters`);

/** The form of a risk: the contract's fields with words for whoever fills it in. */
export const riskFormSchema = z.object({
  cause: written('what is missing', 1000),
  consequence: written('what could go wrong', 1000),
  likelihood: z.enum(riskSchema.shape.likelihood.options, 'Choose one'),
  impact: z.enum(riskSchema.shape.impact.options, 'Choose one'),
  compensatingControl: written('what softens it', 1000),
  plan: written('how it will be put right', 2000),
  ticket: z
    .url({
      protocol: /^https?$/,
      error: 'Give the address of a ticket, beginning with https://',
    })
    .max(2000),
  until: z.iso.date('Choose a day'),
});
/** The form of a risk, filled in. */
export type RiskForm = z.infer<typeof riskFormSchema>;

/** Splits the form into the parts of a request. */
export function toRequest({ until, ...risk }: RiskForm) {
  return { risk, until };
}
