// The words of a command line, sorted.

import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../src/cli/options.ts';
import { suggest } from '../../../src/cli/suggest.ts';

const kinds = { out: 'value', html: 'value', json: 'flag' } as const;

describe('options', () => {
  it('end at the first other word when they belong to a program after it', () => {
    const parsed = parseOptions(['--json', '--out', 'x', 'app.ts', '--json', '--out'], kinds, true);
    expect(parsed.words).toEqual(['app.ts', '--json', '--out']);
    expect([...parsed.flags, ...parsed.values]).toEqual(['json', ['out', 'x']]);
    expect(parsed.dashes).toBe(false);
  });

  it('end at two dashes, which are not kept', () => {
    expect(parseOptions(['--json', '--', 'npm', '--', 'test'], kinds, true)).toMatchObject({ words: ['npm', '--', 'test'], dashes: true });
  });

  it('may stand after the words of a verb that has no program', () => {
    expect(parseOptions(['f.ctrace', '-o', 'x', '--json'], kinds, false)).toMatchObject({ words: ['f.ctrace'], flags: new Set(['json']) });
  });

  it('take their value after a space or an equals sign, and - as one', () => {
    expect(parseOptions(['--out=a=b'], kinds, true).values.get('out')).toBe('a=b');
    expect(parseOptions(['-o', '-'], kinds, true).values.get('out')).toBe('-');
  });

  it.each([
    [['--outt', 'x'], 'unknown option --outt; did you mean --out?'],
    [['--constructor'], 'unknown option --constructor'],
    [['--out'], '--out needs a value'],
    [['--out='], '--out needs a value'],
    [['--json=yes'], '--json takes no value, found "yes"'],
    [['--out', 'a', '--out', 'b'], '--out is given twice'],
  ])('%j are refused', (args, message) => {
    expect(() => parseOptions(args, kinds, true)).toThrow(message);
  });
});

describe('a suggestion', () => {
  it('is made for a slip and not for another word', () => {
    expect(['rnu', 'exprot', 'inf', 'import', 'x'].map((word) => suggest(word, ['run', 'info', 'export']))).toEqual([
      'run',
      'export',
      'info',
      null,
      null,
    ]);
  });
});
