// Records as lines of text: one a record, its name and its arguments.

import type { Records } from '../../src/model/wire/records.ts';

/** A visitor that writes down every call, in order. */
export function recordLog(): { readonly lines: string[]; readonly records: Records } {
  const lines: string[] = [];
  const records = new Proxy({} as Records, {
    get:
      (_, name) =>
      (...values: readonly unknown[]): void => {
        lines.push(`${String(name)} ${JSON.stringify(values)}`);
      },
  });
  return { lines, records };
}
