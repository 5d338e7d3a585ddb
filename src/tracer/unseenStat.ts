// What a descriptor stands for, asked without the program seeing that it was.

import { fstatSync, type Stats } from 'node:fs';
import { silentBinding } from './silentBinding.ts';

interface FileBinding {
  readonly statValues?: unknown;
  fstat?: unknown;
}

const stat = fstatSync;
const binding: FileBinding = fileBinding();
const { statValues, fstat } = binding;
const shared: Float64Array = statValues instanceof Float64Array ? statValues : new Float64Array(0);
const kept: Float64Array = new Float64Array(shared.length);

/**
 * Node answers every synchronous call, and what `fs.watchFile` sees, in one array: between the system and the program's
 * listener, where async hooks run, another call would put its own answer there. And a program that looks inside Node may
 * have put a function of its own below `fs`.
 * @throws whatever `fstatSync` throws
 */
export function statUnseen(descriptor: number): Stats {
  kept.set(shared);
  const present = binding.fstat;
  if (present !== fstat) binding.fstat = fstat;
  try {
    return stat(descriptor);
  } finally {
    if (present !== fstat) binding.fstat = present;
    shared.set(kept);
  }
}

function fileBinding(): FileBinding {
  try {
    return silentBinding('fs');
  } catch {
    // Not for programs under the permission model.
    return {};
  }
}
