// Names and places in a trace are those of the person's own source: compared with a list written by hand.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.ts';
import { exportLines, type Line, programs, runTraced } from './support/runs.ts';

const file = join(programs, 'names.ts');

/** name, kind, line:column, how often it ran — by hand. */
const functions = [
  'declared | async function | 4:1 | 1',
  'arrow | async function | 9:15 | 1',
  'named | async function | 11:20 | 1',
  'Store.load | async function | 16:3 | 1',
  'Store.open | async function | 20:3 | 1',
  'Store.#secret | async function | 25:3 | 1',
  'Store.reveal | async function | 30:21 | 1',
  'Store.items | async generator | 32:3 | 1',
  'method | async function | 40:3 | 1',
  'quoted name | async function | 45:18 | 1',
  'map(async …) | async function | 57:30 | 2',
];

/** Where the tasks of those functions and the top level waited, reason and line:column — by hand. */
const waits = [
  'await 5:3',
  'await 9:58',
  'await 12:3',
  'await 17:12',
  'await 21:5',
  'await 26:5',
  'yield 33:5',
  'await 34:5',
  'yield 35:5',
  'await 41:5',
  'await 46:5',
  'await 50:15',
  'await 51:1',
  'await 52:1',
  'await 53:1',
  'await 54:1',
  'await 55:1',
  'for await 56:1',
  'await 57:1',
  'await 57:47',
  'await 60:1',
];

/** Tasks that are no function of the person's, by the call that made them; reactions are of the full level only. */
const calls = {
  light: ['setImmediate | immediate | 42:7', 'setTimeout | timer | 58:15'],
  full: ['setImmediate | immediate | 42:7', 'setTimeout | timer | 58:15', 'then | promise | 60:26'],
};

interface Source {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const place = (line: Line): string => {
  const source = line.source as Source;
  return `${source.line}:${source.column}`;
};

const own = (line: Line): boolean => (line.source as Source | null)?.file === file;

describe.each(nodes)('under Node $version', ({ path }) => {
  it.each(['full', 'light'] as const)('functions, waits and calls have their names and places at the %s level', async (level) => {
    const lines = await exportLines((await runTraced(['--level', level, 'names.ts'], { node: path })).trace);
    const tasks = lines.filter((line) => line.type === 'task' && own(line));

    const counted = new Map<string, number>();
    for (const task of tasks.filter((one) => String(one.kind).startsWith('async '))) {
      const text = `${task.name} | ${task.kind} | ${place(task)}`;
      counted.set(text, (counted.get(text) ?? 0) + 1);
    }
    expect([...counted].map(([text, count]) => `${text} | ${count}`).sort()).toEqual([...functions].sort());

    const places = lines.filter((line) => line.type === 'wait' && own(line) && line.reason !== 'start' && line.reason !== 'next');
    expect([...new Set(places.map((wait) => `${wait.reason} ${place(wait)}`))].sort()).toEqual([...waits].sort());

    const made = tasks.filter((one) => !String(one.kind).startsWith('async ') && one.kind !== 'root');
    expect([...new Set(made.map((task) => `${task.name} | ${task.kind} | ${place(task)}`))]).toEqual(calls[level]);
  });
});
