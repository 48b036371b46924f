import { z } from 'zod';

const milliseconds = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
type Unit = keyof typeof milliseconds;

const durationSchema = z
  .string()
  .regex(/^\d{1,6}(ms|s|m|h)$/, 'expected a duration such as 30s or 1m')
  .transform(text => {
    const unit = text.replace(/\d+/, '') as Unit;
    return Number.parseInt(text, 10) * milliseconds[unit];
  })
  .refine(it => it > 0, 'expected a duration above 0, such as 30s');

const headerNameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9-]+$/,
    'expected the name of a header, such as X-Scope-OrgID',
  );

/** Line breaks would begin another header. */
const headerValueSchema = z
  .string()
  .regex(/^[\x20-\x7e]+$/, 'expected printable characters on one line');

const urlSchema = z
  .url({
    protocol: /^https?$/,
    message:
      'expected an address such as https://prometheus.example.com/prefix',
  })
  .refine(it => !/^https?:\/\/[^/]*@/.test(it), {
    message:
      'expected no user or password in the address: they belong in basicAuth',
  })
  .refine(it => !/[?#]/.test(it), {
    message: 'expected an address without ? and #',
  })
  .refine(it => !/\/api\/v1\/?$/.test(it), {
    message: 'expected the address without /api/v1, which is added',
  })
  .transform(it => it.replace(/\/+$/, ''));

/** One place where SLIs are measured, as `goldLayer.prometheus` has it. */
export const dataSourceSchema = z
  .strictObject({
    name: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9-]{0,62}$/,
        'expected lower case letters, digits and hyphens',
      ),
    url: urlSchema,
    default: z.boolean().default(false),
    tenant: headerValueSchema.optional(),
    tenantHeader: headerNameSchema.default('X-Scope-OrgID'),
    bearerToken: headerValueSchema.optional(),
    basicAuth: z
      .strictObject({
        username: z.string().min(1, 'expected a user name'),
        password: z.string(),
      })
      .optional(),
    headers: z.record(headerNameSchema, headerValueSchema).default({}),
    tls: z
      .strictObject({
        caFile: z.string().min(1, 'expected the path of a PEM file').optional(),
        rejectUnauthorized: z.boolean().default(true),
      })
      .optional(),
    timeout: durationSchema.default(30_000),
    maxConcurrent: z
      .number()
      .int()
      .min(1, 'expected 1 to 32')
      .max(32, 'expected 1 to 32')
      .default(4),
    maxOwnQueries: z.number().int().min(0, 'expected 0 or more').default(2000),
    services: z
      .array(
        z
          .string()
          .regex(
            /^[\w.*-]+:[\w.*-]+\/[\w.*-]+$/,
            'expected the reference of a service, * standing for any part of it, such as component:payments/*',
          )
          .transform(it => it.toLowerCase()),
      )
      .min(1, 'expected at least one pattern')
      .optional(),
    scrapeInterval: durationSchema.optional(),
    retentionDays: z.number().positive('expected days above 0').optional(),
  })
  .refine(it => !(it.bearerToken && it.basicAuth), {
    path: ['basicAuth'],
    message: 'expected either bearerToken or basicAuth, not both',
  });

/** One place where SLIs are measured. `timeout` and `scrapeInterval` are milliseconds. */
export type DataSource = z.output<typeof dataSourceSchema>;
