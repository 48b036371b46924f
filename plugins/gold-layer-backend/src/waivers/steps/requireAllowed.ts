import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { Allowance } from '@gold-layer/backstage-plugin-common';

/** @throws NotAllowedError with the reason */
export function requireAllowed(allowance: Allowance, verb: string): void {
  if (allowance.allowed) return;
  throw new NotAllowedError(
    `This waiver cannot be ${verb}: ${allowance.reason ?? 'you may not'}`,
  );
}

/** @throws ConflictError if another version was seen than there is now */
export function requireVersion(
  now: { version: number },
  seen: { version: number },
): void {
  if (now.version === seen.version) return;
  throw new ConflictError(
    `body.version: the waiver has changed meanwhile, you saw version ${seen.version} and it is at ${now.version}; look at it again`,
  );
}
