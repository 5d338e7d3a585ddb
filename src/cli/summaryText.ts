// The summary of a run as a person reads it in a terminal of 80 columns.

import type {
  FunctionSummary,
  MachineUse,
  NeverSettled,
  StallSummary,
  Summary,
  SummaryPlace,
  ThreadSummary,
  TransportSummary,
} from '../analysis/summary.ts';
import { formatBytes, formatCount, formatDuration, formatPercent, formatQuantity } from '../layout/format.ts';
import { functionKinds } from '../model/functionKinds.ts';
import type { Colours } from './colours.ts';
import { remarkWords } from './machineText.ts';
import { printable } from './printable.ts';
import { type Column, tableLines } from './table.ts';

export interface SummaryStyle {
  readonly colours: Colours;
  /** In characters. */
  readonly width: number;
  /** A file of the person's as it is shown, relative to where they are. */
  readonly showPath: (file: string) => string;
}

const mostThreads = 8;
const mostFunctions = 12;
const mostCallbacks = 6;
const mostStalls = 5;
const mostPending = 8;
const indent = '  ';

/** The summary's lines, without line breaks; each section begins with an empty line, and one without rows is left out. */
export function summaryLines(summary: Summary, style: SummaryStyle): readonly string[] {
  return [
    ...opening(summary, style),
    ...threadSection(summary.threads, style),
    ...machineSection(summary.machine, style),
    ...functionSection('Tasks by function', summary.functions.filter(isFunction), mostFunctions, style),
    ...functionSection(
      'Tasks of the runtime',
      summary.functions.filter((row) => !isFunction(row)),
      mostCallbacks,
      style,
    ),
    ...messageSection(summary.transports, style),
    ...stallSection(summary.stalls, style),
    ...pendingSection(summary.neverSettled, style),
    ...missingSection(summary, style),
  ];
}

function opening(summary: Summary, { colours, width }: SummaryStyle): readonly string[] {
  const { machines, processes, threads, tasks, events, messages } = summary.counts;
  const counts = [
    formatQuantity(machines, 'machine'),
    formatQuantity(processes, 'process', 'processes'),
    formatQuantity(threads, 'thread'),
    formatQuantity(tasks, 'task'),
    formatQuantity(events, 'event'),
    formatQuantity(messages, 'message'),
    ...(summary.level === 'light' ? ['light level'] : []),
  ];
  return [`${endingWords(summary, colours)} after ${formatDuration(summary.durationNs)}`, ...joinWithin(counts, ' · ', width)];
}

function endingWords({ ended }: Summary, colours: Colours): string {
  if (ended === null) return 'Not ended yet, or its launcher was killed;';
  if (ended.signal !== null) return colours.bad(`Ended by ${printable(ended.signal)}`);
  return ended.code === 0 ? colours.good('Ended with code 0') : colours.bad(`Ended with code ${ended.code}`);
}

function joinWithin(words: readonly string[], separator: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + separator.length + word.length <= width) lines[lines.length - 1] = last + separator + word;
    else lines.push(word);
  }
  return lines;
}

function threadSection(threads: readonly ThreadSummary[], style: SummaryStyle): readonly string[] {
  const columns: Column[] = [
    { title: 'Threads', align: 'left', cut: 'end' },
    { title: 'pid', align: 'right' },
    { title: 'alive', align: 'right' },
    { title: 'running', align: 'right' },
    { title: '', align: 'right' },
  ];
  const rows = threads.map((thread) => [
    printable(thread.name),
    String(thread.pid),
    formatDuration(thread.aliveNs),
    formatDuration(thread.runningNs),
    formatPercent(thread.aliveNs > 0 ? thread.runningNs / thread.aliveNs : 0),
  ]);
  return section(columns, rows, mostThreads, style);
}

function isFunction({ kind }: FunctionSummary): boolean {
  return functionKinds.includes(kind);
}

function functionSection(title: string, functions: readonly FunctionSummary[], most: number, style: SummaryStyle): readonly string[] {
  const columns: Column[] = [
    { title, align: 'left', cut: 'end' },
    { title: 'tasks', align: 'right' },
    { title: 'running', align: 'right' },
    { title: 'waiting', align: 'right' },
    { title: '', align: 'left', cut: 'start' },
  ];
  const rows = functions.map((row) => [
    nameOf(row.name, row.kind),
    formatCount(row.tasks),
    formatDuration(row.runningNs),
    formatDuration(row.waitingNs),
    showPlace(row.place, style),
  ]);
  return section(columns, rows, most, style);
}

function messageSection(transports: readonly TransportSummary[], style: SummaryStyle): readonly string[] {
  const columns: Column[] = [
    { title: 'Messages', align: 'left' },
    { title: 'count', align: 'right' },
    { title: 'size', align: 'right' },
    { title: '', align: 'left', cut: 'end' },
  ];
  const rows = transports.map((row) => [
    row.transport,
    formatCount(row.messages),
    row.bytes === null ? '' : formatBytes(row.bytes),
    row.oneEnded.map(({ reason, messages }) => `${formatCount(messages)} ${oneEndWords[reason]}`).join(', '),
  ]);
  return section(columns, rows, rows.length, style);
}

const oneEndWords = {
  none: 'whole',
  inFlight: 'in flight at the end',
  peerNotTraced: 'with an untraced peer',
  closed: 'to a closed end',
  ambiguous: 'ambiguous',
  lost: 'with an end lost',
} as const;

function machineSection(machine: MachineUse | null, style: SummaryStyle): readonly string[] {
  if (machine === null) return [];
  const columns: Column[] = [
    { title: 'Processes', align: 'left', cut: 'end' },
    { title: 'pid', align: 'right' },
    { title: 'on CPU', align: 'right' },
    { title: 'waited for CPU', align: 'right' },
    { title: 'memory', align: 'right' },
  ];
  const rows = machine.processes.map(({ name, pid, runningNs, runnableNs, mostMemoryBytes }) => [
    printable(name),
    String(pid),
    formatDuration(runningNs),
    formatDuration(runnableNs),
    mostMemoryBytes === null ? '' : formatBytes(mostMemoryBytes),
  ]);
  const remarks = remarkWords(machine).flatMap((text) => ['', ...wrap(text, style.width - indent.length).map((line) => indent + line)]);
  return [...section(columns, rows, mostThreads, style), ...remarks];
}

function stallSection(stalls: readonly StallSummary[], style: SummaryStyle): readonly string[] {
  const columns: Column[] = [
    { title: 'Longest stalls', align: 'left' },
    { title: 'at', align: 'right' },
    { title: 'in', align: 'left', cut: 'end' },
    { title: '', align: 'left', cut: 'end' },
  ];
  const rows = stalls.map((stall) => [
    formatDuration(stall.durationNs),
    formatDuration(stall.startNs),
    stall.task === '' ? '–' : printable(stall.task),
    printable(stall.thread),
  ]);
  return section(columns, rows, mostStalls, style);
}

function pendingSection(pending: readonly NeverSettled[], style: SummaryStyle): readonly string[] {
  const columns: Column[] = [
    { title: 'Never settled', align: 'left', cut: 'end' },
    { title: 'tasks', align: 'right' },
    { title: 'waiting at', align: 'left', cut: 'start' },
  ];
  const rows = pending.map((row) => {
    const at = row.awaiting.find((awaiting) => awaiting.place !== null);
    return [nameOf(row.name, 'top-level code'), formatCount(row.tasks), showPlace(at?.place ?? row.place, style)];
  });
  return section(columns, rows, mostPending, style);
}

function missingSection(summary: Summary, { colours, width }: SummaryStyle): readonly string[] {
  const words = [...summary.gaps.map(printable), ...lossWords(summary)];
  if (words.length === 0) return [];
  const lines = words.flatMap((text) => wrap(text, width - indent.length));
  return ['', colours.bad(`${indent}Missing in the trace`), ...lines.map((line) => indent + line)];
}

/** Words longer than a line stay whole: a path that is cut can't be used. */
function wrap(text: string, width: number): readonly string[] {
  return joinWithin(text.split(' '), ' ', width);
}

function lossWords({ lost, lostAtMost }: Summary): readonly string[] {
  if (lostAtMost === 0) return [];
  return [lost === lostAtMost ? `${formatQuantity(lost, 'record')} lost` : `at most ${formatQuantity(lostAtMost, 'record')} lost`];
}

function section(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  most: number,
  { colours, width }: SummaryStyle,
): readonly string[] {
  if (rows.length === 0) return [];
  const [titles, ...lines] = tableLines(columns, rows.slice(0, most), width - indent.length);
  const rest = rows.length - most;
  return [
    '',
    colours.heading(`${indent}${titles}`),
    ...lines.map((line) => indent + line),
    ...(rest > 0 ? [colours.dim(`${indent}… and ${formatCount(rest)} more`)] : []),
  ];
}

function nameOf(name: string, otherwise: string): string {
  return name === '' ? `(${otherwise})` : printable(name);
}

function showPlace(place: SummaryPlace | null, style: SummaryStyle): string {
  return place === null ? '' : `${printable(style.showPath(place.file))}:${place.line}`;
}
