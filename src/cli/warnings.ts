// Warnings about a trace that could be read in part.

import { printable } from './printable.ts';

export function warnOfDamage(path: string, damage: string | null): void {
  if (damage !== null) process.stderr.write(`trace-concurrency: warning: ${path} is read up to its damage: ${printable(damage)}\n`);
}
