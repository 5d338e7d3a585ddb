// Runs a program of test/programs/transports under the built preload, and gives the edges that it printed and those that its records tell.

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LaunchContract, launchVariable, noLimits, type ThreadHeader } from '../../../../src/model/launch.ts';
import { readFrames, segmentHeaderBytes } from '../../../../src/model/segment.ts';
import { RecordReader } from '../../../../src/model/wire/readRecords.ts';
import type { Records } from '../../../../src/model/wire/records.ts';
import { matchMessages } from '../../../../src/replay/matching/matchMessages.ts';
import type { MatchedMessage, MessageEndKind, ThreadMessages } from '../../../../src/replay/matching/messageEnds.ts';
import { MessageEndsBuilder } from '../../../../src/replay/matching/messageEndsBuilder.ts';
import { buildPreload } from '../tracedProgram.ts';

const programs = join(import.meta.dirname, '../../../programs/transports');

export interface RecordedMessages {
  readonly code: number | null;
  readonly stderr: string;
  readonly stdout: string;
  /** `from to label`, as the program printed them. */
  readonly printed: readonly string[];
  readonly threads: readonly ThreadMessages[];
  readonly messages: readonly MatchedMessage[];
}

/** @param words - the program's file and its arguments */
export async function recordMessages(node: string, words: readonly string[]): Promise<RecordedMessages> {
  const folder = mkdtempSync(join(tmpdir(), 'messages-'));
  try {
    const preload = buildPreload();
    const contract: LaunchContract = {
      run: 'test',
      folder,
      preload,
      cache: join(folder, 'cache'),
      origin: process.hrtime.bigint().toString(),
      level: 'full',
      nodeOptions: null,
      output: true,
      recording: 'buffered',
      limits: noLimits,
    };
    const env = { ...process.env, [launchVariable]: JSON.stringify(contract), NODE_OPTIONS: `--require="${preload}"` };
    const ended = await runToEnd(node, words, env);
    const threads = readThreads(folder);
    return { ...ended, printed: printedEdges(ended.stdout), threads, messages: matchMessages(threads) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Transports whose messages are told by their names; what has none is a part of the message before. */
const named: ReadonlySet<string> = new Set(['http', 'http2']);

/** `from to label` of every message with both ends, and without an end as `?`; see test/programs/README.md. In the order in which they were received. */
export function edgesOf({ threads, messages }: RecordedMessages): readonly string[] {
  const nth = numberSends(messages);
  return messages
    .filter(({ transport, name }) => transport !== 'ipcInternal' && (!named.has(transport) || name !== ''))
    .toSorted((a, b) => a.receiveThread - b.receiveThread || a.receiveEnd - b.receiveEnd || a.sendEnd - b.sendEnd)
    .map((message) => {
      const label = named.has(message.transport) ? message.name : (nth.get(`${message.sendThread} ${message.sendEnd}`) ?? '?');
      return `${nameOf(threads[message.sendThread])} ${nameOf(threads[message.receiveThread])} ${message.transport} ${label}`;
    });
}

function nameOf(thread: ThreadMessages | undefined): string {
  return thread === undefined ? '?' : `${thread.pid}.${thread.threadId}`;
}

/** The number of each send among those of its thread and transport. */
function numberSends(messages: readonly MatchedMessage[]): Map<string, number> {
  const numbers = new Map<string, number>();
  const counts = new Map<string, number>();
  const sends = messages.filter(({ sendEnd }) => sendEnd >= 0).toSorted((a, b) => a.sendThread - b.sendThread || a.sendEnd - b.sendEnd);
  for (const { transport, sendThread, sendEnd } of sends) {
    const id = `${sendThread} ${sendEnd}`;
    if (numbers.has(id)) continue;
    const group = `${sendThread} ${transport}`;
    counts.set(group, (counts.get(group) ?? 0) + 1);
    numbers.set(id, counts.get(group)!);
  }
  return numbers;
}

function printedEdges(stdout: string): readonly string[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"edge"'));
  return lines.map((line) => (JSON.parse(line) as { readonly edge: readonly string[] }).edge.join(' '));
}

function readThreads(folder: string): readonly ThreadMessages[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.segment'));
  return files.map((file) => readThread(readFileSync(join(folder, file))));
}

function readThread(segment: Uint8Array): ThreadMessages {
  const builder = new MessageEndsBuilder();
  let header: ThreadHeader | undefined;
  let endedNs = 0;
  let complete = false;
  const end = (kind: MessageEndKind, start: number, time: number, endpoint: number, bytes: number, moved?: readonly number[]) =>
    builder.add(kind, time, 0, endpoint, start, bytes, moved);
  const own: Partial<Records> = {
    thread: (text) => {
      header = JSON.parse(text) as ThreadHeader;
    },
    end: () => {
      complete = true;
    },
    endpoint: (transport, key) => builder.endpoint(endedNs, transport, key),
    endpointKey: (endpoint, key) => builder.endpointKey(endpoint, key),
    endpointClosed: (time, endpoint) => builder.endpointClosed(time, endpoint),
    send: (time, endpoint, bytes, moved) => end('send', 0, time, endpoint, bytes, moved),
    receive: (time, endpoint, bytes, moved) => end('receive', 0, time, endpoint, bytes, moved),
    write: (time, endpoint, start, bytes) => end('write', start, time, endpoint, bytes),
    read: (time, endpoint, start, bytes) => end('read', start, time, endpoint, bytes),
    http: (_time, endpoint, mark, offset, name) => builder.http(endpoint, mark, offset, name),
  };
  const untimed = new Set([
    'thread',
    'string',
    'sourceFile',
    'throwing',
    'returnPromise',
    'promise',
    'createdAt',
    'endpoint',
    'endpointKey',
  ]);
  const into = new Proxy({} as Records, {
    get:
      (_target, name: keyof Records) =>
      (...fields: readonly never[]) => {
        if (!untimed.has(name)) endedNs = fields[0]! as number;
        Reflect.apply(own[name] ?? (() => {}), undefined, fields);
      },
  });
  const reader = new RecordReader();
  for (const { payload } of readFrames(segment.subarray(segmentHeaderBytes)).frames) reader.read(payload, into);
  const { pid, threadId } = header!;
  return builder.finish({ pid, process: pid, threadId, complete, clockErrorNs: 50_000, endedNs });
}

function runToEnd(
  node: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((done, failed) => {
    const child = spawn(node, args, { env, cwd: programs, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('error', failed);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}
