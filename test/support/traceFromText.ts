// Traces drawn as text: a line a thread, a token an event, and the column is its time in microseconds.
//
//   A: a1  send(m)   spawn(C)           join(C)        a thread's first token may not stand before it was spawned
//   B:            recv(m)  b1           exit
//
//   word            a mark                               send(m) recv(m)   both ends of message m
//   spawn(B)        B's start follows from it            join(B)           follows from B's exit
//   enter(f) exit(f)    the body of coroutine f          await(f) resume(f)    f waits for a value
//   await(f,g)      f waits for the promise of g         exit              the thread ends in order
//   throw(f)        the body of f ends by a throw        unhandled         Node tells of a rejection that nobody handled

import type { RunManifest } from '../../src/model/launch.ts';
import type { Trace } from '../../src/model/trace.ts';
import { codeOf, markKinds, transports } from '../../src/model/vocabulary.ts';
import type { RecordWriter } from '../../src/model/wire/recordWriter.ts';
import { replay, type SegmentInput } from '../../src/replay/replay.ts';
import { segmentOf, site, testManifest } from './recordStream.ts';

interface Token {
  readonly timeNs: number;
  readonly word: string;
  readonly names: readonly string[];
}

/** All threads are of one process, the first its main thread. @throws Error when a token makes no sense */
export function traceFromText(drawing: string, ended?: RunManifest['ended']): Trace {
  return replay(ended === undefined ? testManifest : { ...testManifest, ended }, segmentsFromText(drawing));
}

/** As {@link traceFromText}. */
export function segmentsFromText(drawing: string): readonly SegmentInput[] {
  const lines = drawing.split('\n').filter((line) => line.trim() !== '');
  const names = lines.map((line) => line.slice(0, line.indexOf(':')).trim());
  return lines.map((line, threadId) => {
    const tokens = readTokens(line);
    const header = { threadId, name: names[threadId]!, startNs: Math.max(0, (tokens[0]?.timeNs ?? 0) - 500) };
    return segmentOf(header, (records) => new DrawnThread(records, names).write(tokens));
  });
}

/** The mark with this text. @throws Error when there is none */
export function eventAt(trace: Trace, label: string): number {
  for (let event = 0; event < trace.events.count; event++) {
    if (trace.strings[trace.events.name[event]!] === label) return event;
  }
  throw new Error(`no event is named ${label}`);
}

function readTokens(line: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of line.slice(line.indexOf(':') + 1).matchAll(/(\w+)(?:\(([^)]*)\))?/g)) {
    const timeNs = (line.indexOf(':') + 1 + match.index) * 1000;
    tokens.push({ timeNs, word: match[1]!, names: match[2]?.split(',').map((name) => name.trim()) ?? [] });
  }
  return tokens;
}

class DrawnThread {
  readonly #records: RecordWriter;
  readonly #threads: readonly string[];
  readonly #coroutines: string[] = ['', 'root'];
  readonly #promises: string[] = [''];
  #endpoints = 0;

  constructor(records: RecordWriter, threads: readonly string[]) {
    this.#records = records;
    this.#threads = threads;
  }

  write(tokens: readonly Token[]): void {
    const functions = [...new Set(tokens.filter(({ word }) => word === 'enter').map(({ names }) => names[0]!))];
    this.#records.sourceFile(
      '/app/app.ts',
      functions.flatMap((name, index) => [site('async function', name, index * 10 + 1), site('await', name, index * 10 + 2)]),
    );
    for (const token of tokens) this.#token(token, functions);
  }

  #token({ timeNs, word, names }: Token, functions: readonly string[]): void {
    const [name = '', awaited] = names;
    const records = this.#records;
    const task = this.#coroutines.lastIndexOf(name);
    const functionSite = functions.indexOf(name) * 2 + 1;
    switch (word) {
      case 'send':
        return records.send(timeNs, this.#endpoint(`${name}a`), 1, []);
      case 'recv':
        return records.receive(timeNs, this.#endpoint(`${name}b`), 1, []);
      case 'spawn':
        return records.spawnThread(timeNs, this.#thread(name), name);
      case 'join':
        return records.threadExited(timeNs, this.#thread(name), 0);
      case 'enter':
        records.promise(0);
        this.#promises.push(name);
        this.#coroutines.push(name);
        return records.enter(timeNs, functionSite);
      case 'await':
        return records.suspend(timeNs, task, functionSite + 1, awaited === undefined ? 0 : this.#promises.lastIndexOf(awaited));
      case 'resume':
        return records.resume(timeNs, task);
      case 'exit':
        if (name === '') return records.end(timeNs, 0, 0);
        records.exit(timeNs, task);
        return records.settle(timeNs, this.#promises.lastIndexOf(name));
      case 'throw':
        records.throwing(task);
        records.exit(timeNs, task);
        return records.settle(timeNs, this.#promises.lastIndexOf(name));
      case 'unhandled':
        return records.mark(timeNs, codeOf(markKinds, 'unhandledRejection'), 'Error: boom');
      default:
        return records.mark(timeNs, 0, word);
    }
  }

  #endpoint(key: string): number {
    this.#records.endpoint(codeOf(transports, 'messagePort'), key);
    return ++this.#endpoints;
  }

  #thread(name: string): number {
    const id = this.#threads.indexOf(name);
    if (id < 0) throw new Error(`no thread is named ${name}`);
    return id;
  }
}
