import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  Role,
  RolesDocument,
  rolesDocumentSchema,
} from '@gold-layer/backstage-plugin-common';
import type {
  DefinitionKind,
  DefinitionProblem,
  Definitions,
} from '../definitions';

const kind: DefinitionKind<RolesDocument> = {
  kind: 'Roles',
  schema: rolesDocumentSchema,
  verify: verifyRoles,
};

/** Roles by name, from every document of the kind `Roles`. */
export class RolesInForce {
  readonly #definitions: Definitions;
  #current: Map<string, Role> | undefined;

  private constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  /** Registers the kind `Roles`. */
  static create(options: { definitions: Definitions }): RolesInForce {
    const roles = new RolesInForce(options.definitions);
    options.definitions.register(kind);
    options.definitions.subscribe(() => (roles.#current = undefined));
    return roles;
  }

  all(): Role[] {
    return [...this.#byName().values()];
  }

  get(name: string): Role | undefined {
    return this.#byName().get(name);
  }

  #byName(): Map<string, Role> {
    this.#current ??= new Map(
      this.#definitions
        .all(kind)
        .flatMap(({ document }) => document.spec.roles)
        .map(role => [
          role.name,
          { ...role, holders: role.holders.map(toHolderRef) },
        ]),
    );
    return this.#current;
  }
}

function verifyRoles(document: RolesDocument): DefinitionProblem[] {
  const seen = new Set<string>();
  return document.spec.roles.flatMap((role, index) => {
    const problems: DefinitionProblem[] = [];
    const path = ['spec', 'roles', index];
    if (seen.has(role.name)) {
      problems.push({
        path: [...path, 'name'],
        reason: `Another role of this document is already named '${role.name}'`,
      });
    }
    seen.add(role.name);
    if (role.relative === 'owner' && role.holders.length > 0) {
      problems.push({
        path: [...path, 'holders'],
        reason: `The role '${role.name}' belongs to whoever owns the service; it takes no holders`,
      });
    }
    role.holders.forEach((holder, at) => {
      if (isHolder(holder)) return;
      problems.push({
        path: [...path, 'holders', at],
        reason: `Found '${holder}', expected a ref of a group or user such as group:default/sre`,
      });
    });
    return problems;
  });
}

function isHolder(ref: string): boolean {
  try {
    return /^(group|user):/.test(toHolderRef(ref));
  } catch {
    return false;
  }
}

/** A holder's full ref in lower case; the namespace may be left out where it is `default`. */
function toHolderRef(ref: string): string {
  const full = stringifyEntityRef(parseEntityRef(ref));
  return full.toLocaleLowerCase('en-US');
}
