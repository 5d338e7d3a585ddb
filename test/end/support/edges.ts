// The messages of a trace as the programs of test/programs/transports print them.

import type { Line } from './runs.ts';

/** `from to transport label` of every whole message, by the rules of test/programs/README.md. */
export function edgesOf(lines: readonly Line[]): readonly string[] {
  const threads = new Map(lines.filter((line) => line.type === 'lane').map((lane) => [lane.id, `${lane.pid}.${lane.threadId}`]));
  const events = new Map(lines.filter((line) => line.type === 'event').map((event) => [event.id, event]));
  const threadOf = (event: unknown): string => threads.get(events.get(event)?.thread) ?? '?';
  const numbers = numberSends(lines, events);
  return lines
    .filter((line) => line.type === 'message' && line.transport !== 'ipcInternal' && (!named.has(line.transport) || line.name !== ''))
    .map((message) => {
      const label = named.has(message.transport) ? message.name : numbers.get(message.send);
      return `${threadOf(message.send)} ${threadOf(message.receive)} ${message.transport} ${label}`;
    });
}

/** Transports whose messages are told by their names; what has none is a part of the message before. */
const named: ReadonlySet<unknown> = new Set(['http', 'http2']);

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

export function printedEdges(stdout: string): readonly string[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"edge"'));
  return lines.map((line) => (JSON.parse(line) as { readonly edge: readonly string[] }).edge.join(' '));
}
