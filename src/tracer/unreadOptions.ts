// Options in files, which Node leaves where NODE_OPTIONS is set: with the preload in it, it always is.

import { isMainThread } from 'node:worker_threads';
import { optionsFromEnvFiles } from '../model/envFiles.ts';
import { optionsInFile } from './optionsInFile.ts';
import { readFileSync } from './systemFiles.ts';

/** The second is another word for the first with this file, which newer versions put in its place themselves. */
const configFile = /^--experimental-(?:config-file(?:=(.*))?|default-config-file)$/s;
const defaultConfigFile = 'node.config.json';

/**
 * To be called in a process that has its own NODE_OPTIONS back, if it had any. Those of its `--env-file` become the environment's, for the
 * program to read and its children to have, as they would be.
 * @param note - told what did not count, for the reader of the trace
 */
export function giveUnreadOptions(note: (text: string) => void): void {
  if (!isMainThread || process.env.NODE_OPTIONS !== undefined) return;
  const words = process.execArgv;
  if (words.some(hasOptions))
    note('nodeOptions in a configuration file did not count: Node leaves them where there are NODE_OPTIONS, as the tracer has.');
  const found = optionsFromEnvFiles(['node'].concat(words), optionsInFile);
  if (found === undefined) return;
  process.env.NODE_OPTIONS = found;
  note('NODE_OPTIONS in an --env-file did not count: a shell started Node with the tracer in their place.');
}

/** Whether that word names a configuration file in which there are any. */
function hasOptions(word: string, index: number, words: readonly string[]): boolean {
  const found = configFile.exec(word);
  if (found === null) return false;
  const path = found[1] ?? (word.endsWith('default-config-file') ? defaultConfigFile : words[index + 1]);
  try {
    const { nodeOptions = {} } = JSON.parse(readFileSync(path ?? '', 'utf8')) as { readonly nodeOptions?: object };
    return Object.keys(nodeOptions).length > 0;
  } catch {
    return false;
  }
}
