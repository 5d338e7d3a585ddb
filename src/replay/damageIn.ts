// Reading records up to the first damage.

import { TraceFormatError } from '../model/errors.ts';

/** @returns why the records could not be read further; null when all could */
export function damageIn(push: () => void): string | null {
  try {
    push();
    return null;
  } catch (error) {
    if (!(error instanceof TraceFormatError)) throw error;
    return error.message;
  }
}
