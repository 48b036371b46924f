import { z } from 'zod';
import {
  definitionApiVersion,
  definitionMetadataSchema,
  definitionNameSchema,
} from '../definitions';

/** Name of a role, such as `sre-lead`. */
export const roleNameSchema = definitionNameSchema;

/** One role: who may speak for it. */
export const roleSchema = z.strictObject({
  name: roleNameSchema,
  title: z.string().min(1).max(60),
  description: z.string().max(500).optional(),
  /**
   * Who holds it everywhere: refs of groups (with all below them) and users.
   * A role without holders can be asked for but not filled; that is said plainly.
   */
  holders: z.array(z.string().max(300)).max(100).default([]),
  /**
   * Who holds it depending on the service: `owner` the members of its owning
   * group; `other-team` the members of `holders` (or, without any, everybody)
   * who are not in the owning group.
   */
  relative: z.enum(['owner', 'other-team']).optional(),
});
/** One role. */
export type Role = z.infer<typeof roleSchema>;

/**
 * Who reviews and accepts risks. Later documents replace the roles of earlier
 * ones by name, so that an organisation names its own holders.
 */
export const rolesDocumentSchema = z.strictObject({
  apiVersion: z.literal(definitionApiVersion),
  kind: z.literal('Roles'),
  metadata: definitionMetadataSchema,
  spec: z.strictObject({ roles: z.array(roleSchema).min(1).max(50) }),
});
/** A document of roles. */
export type RolesDocument = z.infer<typeof rolesDocumentSchema>;
