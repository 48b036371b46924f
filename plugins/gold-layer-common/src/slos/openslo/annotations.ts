import { z } from 'zod';
import { durationSchema } from '../../facts/fact';
import { nearestName } from '../../services/nearestName';
import type { SloSpec } from '../spec';
import { below, type Spot } from './references';

/** What stands before the names of our annotations. */
const prefix = 'gold-layer.io/';

const list = z
  .string()
  .max(2000)
  .transform(text =>
    text
      .split(',')
      .map(item => item.trim())
      .filter(item => item !== ''),
  )
  .pipe(z.array(z.string()).min(1));
const number = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,15})?$/)
  .transform(Number);

/** Each annotation with how it is read, and what is right in words. */
const readers = {
  'entity-ref': {
    schema: z.string().regex(/^([a-z]+:)?([\w.-]+\/)?[\w.-]+$/i),
    allowed: 'an entity ref such as component:default/checkout',
  },
  policy: {
    schema: z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/),
    allowed: 'the name of a BudgetPolicy, such as default',
  },
  'minimum-events': {
    schema: number,
    allowed: 'a number of 0 or more, of at most 15 digits',
  },
  'minimum-coverage': {
    schema: number.pipe(z.number().max(1)),
    allowed: 'a share from 0 to 1, such as 0.8',
  },
  contributors: {
    schema: list,
    allowed: 'names of labels, separated by commas',
  },
  runbook: {
    schema: z.string().trim().min(1).max(2000),
    allowed: 'the URL or path of a runbook, at most 2000 characters',
  },
  'review-every': {
    schema: durationSchema,
    allowed: 'an ISO 8601 duration such as P90D',
  },
  'reviewed-on': {
    schema: z.iso.date(),
    allowed: 'a day such as 2026-03-01',
  },
  stakeholders: {
    schema: list,
    allowed: 'entity refs of people and groups, separated by commas',
  },
  weight: {
    schema: number.pipe(z.number().positive()),
    allowed: 'a number above 0',
  },
  'portal-url': {
    schema: z.url({ protocol: /^https?$/ }).max(2000),
    allowed:
      'the full address of the portal, such as https://portal.example.com',
  },
} as const;
type Name = keyof typeof readers;

/** What the annotations of an SLO say. */
export type Annotations = Pick<
  SloSpec,
  | 'policy'
  | 'minimumEvents'
  | 'minimumCoverage'
  | 'contributors'
  | 'runbook'
  | 'reviewEvery'
  | 'reviewedOn'
  | 'stakeholders'
  | 'weight'
  | 'portalUrl'
> & { entityRef?: string };

/** Reads our annotations; those of other tools are left alone. */
export function readAnnotations(
  annotations: Record<string, string | number | boolean> | undefined,
  metadata: Spot,
): Annotations {
  const at = below(metadata, 'annotations');
  const names = Object.keys(readers);
  for (const key of Object.keys(annotations ?? {})) {
    const name = key.slice(prefix.length);
    if (!key.startsWith(prefix) || names.includes(name)) continue;
    const near = nearestName(name, names);
    at.findings.error(
      [...at.path, key],
      near
        ? `no annotation of this name; did you mean ${prefix}${near}?`
        : `no annotation of this name; known are ${names.join(', ')}`,
    );
  }
  const take = <N extends Name>(
    name: N,
  ): z.infer<(typeof readers)[N]['schema']> | undefined => {
    const key = `${prefix}${name}`;
    const found = annotations?.[key];
    if (found === undefined) return undefined;
    const { schema, allowed } = readers[name];
    const parsed = z.safeParse<z.core.$ZodType>(
      schema,
      at.document.writtenAt([...at.path, key]) ?? String(found),
    );
    if (!parsed.success) at.findings.error([...at.path, key], allowed);
    return parsed.data as z.infer<(typeof readers)[N]['schema']> | undefined;
  };
  return withoutGaps({
    entityRef: take('entity-ref'),
    policy: take('policy'),
    minimumEvents: take('minimum-events'),
    minimumCoverage: take('minimum-coverage'),
    contributors: take('contributors'),
    runbook: take('runbook'),
    reviewEvery: take('review-every'),
    reviewedOn: take('reviewed-on'),
    stakeholders: take('stakeholders'),
    weight: take('weight'),
    portalUrl: take('portal-url'),
  });
}

/** The annotations that say what a spec has beyond OpenSLO. */
export function writeAnnotations({
  entityRef,
  ...spec
}: Annotations): Record<string, string> {
  const values: Record<Name, string | undefined> = {
    'entity-ref': entityRef,
    policy: spec.policy,
    'minimum-events': spec.minimumEvents?.toString(),
    'minimum-coverage': spec.minimumCoverage?.toString(),
    contributors: spec.contributors?.join(','),
    runbook: spec.runbook,
    'review-every': spec.reviewEvery,
    'reviewed-on': spec.reviewedOn,
    stakeholders: spec.stakeholders?.join(','),
    weight: spec.weight?.toString(),
    'portal-url': spec.portalUrl,
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value ? [[`${prefix}${name}`, value]] : [],
    ),
  );
}

/** Without the fields that are undefined. */
export function withoutGaps<T extends object>(value: T): T {
  const kept = { ...value };
  for (const key of Object.keys(kept)) {
    if (Reflect.get(kept, key) === undefined) Reflect.deleteProperty(kept, key);
  }
  return kept;
}
