// The settings that bound what a run records, as words for the command line.

import { parseCount, parseDuration, parseSize } from '../../model/quantities.ts';

/** As the person writes them; empty for none. */
export interface LimitTexts {
  readonly keep: string;
  readonly limit: string;
  readonly rate: string;
}

export interface LimitWords {
  /** `--keep 30s --limit 500MB`, each a word. */
  readonly words: readonly string[];
  /** The settings whose texts say nothing. */
  readonly wrong: readonly (keyof LimitTexts)[];
}

const parsers: Readonly<Record<keyof LimitTexts, (text: string) => number | null>> = {
  keep: parseDuration,
  limit: parseSize,
  rate: parseCount,
};

export function limitWords(limits: LimitTexts): LimitWords {
  const words: string[] = [];
  const wrong: (keyof LimitTexts)[] = [];
  for (const name of ['keep', 'limit', 'rate'] as const) {
    const text = limits[name];
    if (text === '') continue;
    if (parsers[name](text) === null) wrong.push(name);
    else words.push(`--${name}`, text);
  }
  return { words, wrong };
}
