// How a stream wants its text.

import { isAbsolute, relative, sep } from 'node:path';
import { coloursFor } from './colours.ts';
import type { SummaryStyle } from './summaryText.ts';

const widest = 80;

/** A terminal that does not know its width says 0. */
export function styleFor(stream: NodeJS.WriteStream): SummaryStyle {
  return { colours: coloursFor(stream, process.env), width: Math.max(40, Math.min(widest, stream.columns || widest)), showPath };
}

/** Relative when it lies in the current folder, else as it is. */
export function showPath(file: string): string {
  if (!isAbsolute(file)) return file;
  const near = relative(process.cwd(), file);
  return near !== '' && near !== '..' && !near.startsWith(`..${sep}`) && !isAbsolute(near) ? near : file;
}
