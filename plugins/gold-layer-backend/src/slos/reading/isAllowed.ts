import { NotAllowedError, NotFoundError } from '@backstage/errors';

/** Whether what was required is allowed; other failures stay failures. */
export async function isAllowed(required: Promise<unknown>): Promise<boolean> {
  try {
    await required;
    return true;
  } catch (error) {
    if (error instanceof NotAllowedError || error instanceof NotFoundError) {
      return false;
    }
    throw error;
  }
}
