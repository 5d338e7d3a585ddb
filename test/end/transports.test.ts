// One program a transport prints the messages that it passed: the exported trace holds every one, and no other.

import { describe, expect, it } from 'vitest';
import { openTrace } from '../../src/host/openTrace.ts';
import { nodes } from '../support/nodes.ts';
import { traceProblems } from '../support/traceLaws.ts';
import { transportPrograms } from '../support/transportPrograms.ts';
import { exportLines, type Line, programs, runTraced } from './support/runs.ts';

/** `from to transport label` of every whole message, by the rules of test/programs/README.md. */
function edgesOf(lines: readonly Line[]): readonly string[] {
  const threads = new Map(lines.filter((line) => line.type === 'lane').map((lane) => [lane.id, `${lane.pid}.${lane.threadId}`]));
  const events = new Map(lines.filter((line) => line.type === 'event').map((event) => [event.id, event]));
  const threadOf = (event: unknown): string => threads.get(events.get(event)?.thread) ?? '?';
  const numbers = numberSends(lines, events);
  return lines
    .filter((line) => line.type === 'message' && line.transport !== 'ipcInternal' && (line.transport !== 'http' || line.name !== ''))
    .map((message) => {
      const label = message.transport === 'http' ? message.name : numbers.get(message.send);
      return `${threadOf(message.send)} ${threadOf(message.receive)} ${message.transport} ${label}`;
    });
}

/** The number of each send event among those of its thread and transport. */
function numberSends(lines: readonly Line[], events: ReadonlyMap<unknown, Line>): ReadonlyMap<unknown, number> {
  const sends = new Map<unknown, Line>();
  for (const message of lines) if (message.type === 'message' && message.send !== null) sends.set(message.send, message);
  const counts = new Map<string, number>();
  const numbers = new Map<unknown, number>();
  for (const [event, message] of [...sends].sort(([a], [b]) => Number(events.get(a)!.seq) - Number(events.get(b)!.seq))) {
    const group = `${events.get(event)!.thread} ${message.transport}`;
    counts.set(group, (counts.get(group) ?? 0) + 1);
    numbers.set(event, counts.get(group)!);
  }
  return numbers;
}

function printedEdges(stdout: string): readonly string[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"edge"'));
  return lines.map((line) => (JSON.parse(line) as { readonly edge: readonly string[] }).edge.join(' '));
}

const leveled = transportPrograms.flatMap((program) => [[program, 'full'] as const, [program, 'light'] as const]);

describe.each(nodes)('under Node $version', ({ path }) => {
  it.each(leveled)('every message of %s at the %s level, and no other', async (program, level) => {
    const traced = await runTraced(['--level', level, ...program.split(' ')], { node: path, cwd: `${programs}/transports` });
    expect(traced.stderr).toBe('');
    const printed = printedEdges(traced.stdout);
    expect(printed.length).toBeGreaterThan(0);
    expect(edgesOf(await exportLines(traced.trace)).toSorted()).toEqual(printed.toSorted());
    expect(traceProblems(openTrace(traced.trace).trace)).toEqual([]);
  });

  it('a message with one end says why', async () => {
    const traced = await runTraced(['oneEnded.mjs'], { node: path, cwd: `${programs}/transports` });
    const messages = (await exportLines(traced.trace)).filter((line) => line.type === 'message');
    expect(messages.map((message) => `${message.transport} ${message.reason}`).sort()).toEqual([
      'broadcastChannel closed',
      'messagePort closed',
      'messagePort inFlight',
      'tcp peerNotTraced',
      'tcp peerNotTraced',
    ]);
  });
});
