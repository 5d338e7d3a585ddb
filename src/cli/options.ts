// The words of a command line sorted into options and the rest.

import { suggest } from './suggest.ts';
import { UsageError } from './usageError.ts';

/** `flag` takes nothing, `value` takes the next word or what follows `=`. */
export type OptionKinds = Readonly<Record<string, 'flag' | 'value'>>;

export interface ParsedOptions {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  /** The words that are no options, in order; without the `--` before them. */
  readonly words: readonly string[];
  /** Whether `--` stood before the words. */
  readonly dashes: boolean;
}

const shortNames: Readonly<Record<string, string>> = { '-o': '--out', '-h': '--help' };

/**
 * Sorts `args` by `kinds`, whose names are without dashes. With `endAtWord` everything from the first word on is left alone.
 * @throws UsageError for an option that is unknown, given twice, or without its value
 */
export function parseOptions(args: readonly string[], kinds: OptionKinds, endAtWord: boolean): ParsedOptions {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!;
    if (word === '--') return { flags, values, words: [...words, ...args.slice(at + 1)], dashes: true };
    if (!word.startsWith('-') || word === '-') {
      if (endAtWord) return { flags, values, words: args.slice(at), dashes: false };
      words.push(word);
      continue;
    }
    const [name, attached] = splitOption(word);
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) throw new UsageError(unknownOption(word, kinds));
    if (kind === 'flag') {
      if (attached !== undefined) throw new UsageError(`--${name} takes no value, found ${JSON.stringify(attached)}`);
      flags.add(name);
    } else {
      const value = attached ?? args[++at];
      if (value === undefined || value === '') throw new UsageError(`--${name} needs a value`);
      if (values.has(name)) throw new UsageError(`--${name} is given twice`);
      values.set(name, value);
    }
  }
  return { flags, values, words, dashes: false };
}

/** `--out=F` → `out` and `F`; `-o` → `out`. */
function splitOption(word: string): [name: string, attached: string | undefined] {
  const equals = word.indexOf('=');
  const name = equals < 0 ? word : word.slice(0, equals);
  return [(shortNames[name] ?? name).replace(/^--/, ''), equals < 0 ? undefined : word.slice(equals + 1)];
}

function unknownOption(word: string, kinds: OptionKinds): string {
  const near = suggest(splitOption(word)[0], Object.keys(kinds));
  return `unknown option ${word.split('=', 1)[0]}${near === null ? '' : `; did you mean --${near}?`}`;
}
