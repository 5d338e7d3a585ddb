// docs/format.md says what the code says.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatVersion } from '../../../src/model/container.ts';
import * as vocabulary from '../../../src/model/vocabulary.ts';
import { op } from '../../../src/model/wire/opcodes.ts';

const document = readFileSync(join(import.meta.dirname, '../../../docs/format.md'), 'utf8');
const lists = Object.entries(vocabulary).flatMap(([name, list]) => (Array.isArray(list) ? [[name, list] as const] : []));

describe('the document of the formats', () => {
  it.each(lists)('lists the words of %s', (name, words) => {
    const row = document.split('\n').find((line) => line.startsWith(`| ${name} |`));
    expect(row?.match(/`[^`]+`/g)?.map((word) => word.slice(1, -1))).toEqual(words);
  });

  it('names every record with its opcode', () => {
    const rows = document.split('\n').flatMap((line) => {
      const [, numbers, names] = /^\| ([\d, ]+) \| ([^|]+)\|/.exec(line) ?? [];
      if (numbers === undefined || names === undefined) return [];
      const words = names.split(/[:,]? /);
      return numbers.split(', ').map((number, index) => [words[index]?.replace(/[,:]$/, ''), Number(number)]);
    });
    expect(rows).toEqual(expect.arrayContaining(Object.entries(op)));
  });

  it('names the version, and its change', () => {
    expect(document).toContain(`Format version: **${formatVersion}**`);
    expect(document).toContain(`- **${formatVersion}**`);
  });
});
