// NODE_OPTIONS as a file of environment variables has it.

import { util } from './nodeUtil.ts';
import { readFileSync } from './systemFiles.ts';

// Taken now: the program may replace it later.
const { parseEnv } = util;

/** @returns undefined when the file has none or can't be read */
export function optionsInFile(path: string): string | undefined {
  try {
    return parseEnv(readFileSync(path, 'utf8')).NODE_OPTIONS;
  } catch {
    return undefined;
  }
}
