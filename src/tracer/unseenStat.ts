// What a descriptor stands for, asked without the program seeing that it was.

import { fstatSync, type Stats } from 'node:fs';
import { silentBinding } from './silentBinding.ts';

const stat = fstatSync;
const shared: Float64Array | undefined = sharedValues();
const kept: Float64Array = new Float64Array(shared?.length ?? 0);

/**
 * Node answers every synchronous call, and what `fs.watchFile` sees, in one array: between the system and the program's
 * listener, where async hooks run, another call would put its own answer there.
 * @throws whatever `fstatSync` throws
 */
export function statUnseen(descriptor: number): Stats {
  return unseen(() => stat(descriptor));
}

/** Asks the file system, synchronously, without the program seeing that it was. @throws whatever `ask` throws */
export function unseen<T>(ask: () => T): T {
  if (shared === undefined) return ask();
  kept.set(shared);
  try {
    return ask();
  } finally {
    shared.set(kept);
  }
}

function sharedValues(): Float64Array | undefined {
  try {
    const { statValues } = silentBinding('fs') as { readonly statValues?: unknown };
    return statValues instanceof Float64Array ? statValues : undefined;
  } catch {
    // Not for programs under the permission model.
    return undefined;
  }
}
