// Programs that know who woke whom print it: the exported trace holds every such edge, and no other.

import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTrace } from '../../src/host/openTrace.ts';
import { nodes } from '../support/nodes.ts';
import { traceProblems } from '../support/traceLaws.ts';
import { exportLines, type Line, programs, runTraced } from './support/runs.ts';

const folder = `${programs}/synchronization`;
const transport = 'atomics';

/** `from to atomics n` of every whole wake-up, n counting the sends of its thread. */
function edgesOf(lines: readonly Line[]): readonly string[] {
  const threads = new Map(lines.filter(({ type }) => type === 'lane').map((lane) => [lane.id, `${lane.pid}.${lane.threadId}`]));
  const events = new Map(lines.filter(({ type }) => type === 'event').map((event) => [event.id, event]));
  const counts = new Map<unknown, number>();
  const numbers = new Map<unknown, number>();
  for (const [id, { kind, thread, transport: by }] of events) {
    if (kind !== 'send' || by !== transport) continue;
    counts.set(thread, (counts.get(thread) ?? 0) + 1);
    numbers.set(id, counts.get(thread)!);
  }
  return messagesOf(lines).map(({ send, receive }) => {
    const [from, to] = [send, receive].map((event) => threads.get(events.get(event)?.thread) ?? '?');
    return `${from} ${to} ${transport} ${numbers.get(send) ?? '?'}`;
  });
}

function messagesOf(lines: readonly Line[]): readonly Line[] {
  return lines.filter((line) => line.type === 'message' && line.transport === transport);
}

function printedEdges(stdout: string): readonly string[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"edge"'));
  return lines.map((line) => (JSON.parse(line) as { readonly edge: readonly string[] }).edge.join(' '));
}

/** `file:line: result` of every wait in Atomics.wait that no notify ended. */
function endedAlone(lines: readonly Line[]): readonly string[] {
  const names = new Map(
    lines.filter((line) => line.type === 'event' && line.kind === 'wake').map((event) => [`${event.task} ${event.timeNs}`, event.name]),
  );
  return lines
    .filter((line) => line.type === 'wait' && line.reason === 'Atomics.wait' && line.wokenBy === null)
    .map((wait) => {
      const { file, line } = wait.source as { readonly file: string; readonly line: number };
      return `${basename(file)}:${line}: ${names.get(`${wait.task} ${wait.endNs}`)}`;
    });
}

describe.each(nodes)('shared memory under Node $version', ({ path }) => {
  it.each(['sleepers.mjs', 'lock.mjs', 'passing.mjs', 'waitAsync.mjs'])('every wake-up of %s, and no other', async (program) => {
    const traced = await runTraced([program], { node: path, cwd: folder });
    expect({ stderr: traced.stderr, code: traced.code }).toEqual({ stderr: '', code: 0 });
    const printed = printedEdges(traced.stdout);
    expect(printed.length).toBeGreaterThan(0);
    const lines = await exportLines(traced.trace);
    expect(edgesOf(lines).toSorted()).toEqual(printed.toSorted());
    expect(traceProblems(openTrace(traced.trace).trace)).toEqual([]);
  });

  it('the wake-ups are there at the light level too', async () => {
    const traced = await runTraced(['--level', 'light', 'lock.mjs'], { node: path, cwd: folder });
    const lines = await exportLines(traced.trace);
    expect(edgesOf(lines).toSorted()).toEqual(printedEdges(traced.stdout).toSorted());
    const slept = lines.filter((line) => line.type === 'wait' && line.reason === 'Atomics.wait' && line.wokenBy !== null);
    expect(slept.length).toBe(printedEdges(traced.stdout).length);
  });

  it('a thread that sleeps is in a wait, also when nobody wakes it', async () => {
    const traced = await runTraced(['sleepers.mjs'], { node: path, cwd: folder });
    expect(endedAlone(await exportLines(traced.trace))).toContain('sleepers.mjs:31: timed-out');
  });
});
