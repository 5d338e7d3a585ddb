// Records to bytes: each is its opcode, then its fields, ids and times as differences to the last of their sort. Long because it names every record.

import { putSigned, putUnsigned } from './byteWriter.ts';
import { op } from './opcodes.ts';
import type { Checkpoint, Records, Site, StreamState } from './records.ts';
import { TaskRecordWriter } from './taskRecordWriter.ts';

/** No record without a text is longer than this; texts add theirs, three bytes a UTF-16 unit. */
export const longestFixedRecord = 64;

/** As {@link TaskRecordWriter}, for all records. */
export class RecordWriter extends TaskRecordWriter implements Records {
  #asyncId = 0;
  #endpoints = 0;

  #ids(ids: readonly number[]): void {
    this.output.unsigned(ids.length);
    for (let index = 0; index < ids.length; index++) this.output.unsigned(ids[index]!);
  }

  thread(headerJson: string): void {
    this.begin(op.thread);
    this.output.text(headerJson);
    this.output.endRecord();
  }

  string(text: string): void {
    this.begin(op.string);
    this.output.text(text);
    this.output.endRecord();
  }

  sourceFile(path: string, sites: readonly Site[]): void {
    this.begin(op.sourceFile);
    const output = this.output;
    output.text(path);
    output.unsigned(sites.length);
    for (const site of sites) {
      output.byte(site.kind);
      output.text(site.name);
      output.unsigned(site.line);
      output.unsigned(site.column);
    }
    this.output.endRecord();
  }

  createdAt(site: number): void {
    this.begin(op.createdAt);
    this.output.unsigned(site);
    this.output.endRecord();
  }

  asyncInit(time: number, asyncId: number, type: number, trigger: number): void {
    this.pass(time);
    this.asyncInitNow(asyncId, type, trigger);
  }

  asyncInitNow(asyncId: number, type: number, trigger: number): void {
    const { output } = this;
    const at = putUnsigned(output.bytes, this.#startAsync(op.asyncInit, asyncId), type);
    output.finish(putSigned(output.bytes, at, asyncId - trigger), 1);
  }

  asyncBefore(time: number, asyncId: number): void {
    this.pass(time);
    this.asyncBeforeNow(asyncId);
  }

  asyncBeforeNow(asyncId: number): void {
    this.output.finish(this.#startAsync(op.asyncBefore, asyncId), 1);
  }

  asyncAfter(time: number, asyncId: number): void {
    this.pass(time);
    this.asyncAfterNow(asyncId);
  }

  asyncAfterNow(asyncId: number): void {
    this.output.finish(this.#startAsync(op.asyncAfter, asyncId), 1);
  }

  /** @returns where the record goes on */
  #startAsync(opcode: number, asyncId: number): number {
    const further = asyncId - this.#asyncId;
    this.#asyncId = asyncId;
    return putSigned(this.output.bytes, this.start(opcode), further);
  }

  asyncCancel(time: number, asyncId: number): void {
    this.pass(time);
    this.output.finish(this.#startAsync(op.asyncCancel, asyncId), 1);
  }

  asyncAborts(asyncId: number): void {
    this.begin(op.asyncAborts);
    this.output.signed(asyncId - this.#asyncId);
    this.#asyncId = asyncId;
    this.output.endRecord();
  }

  spawnThread(time: number, threadId: number, name: string): void {
    this.timed(op.spawnThread, time);
    this.output.unsigned(threadId);
    this.output.text(name);
    this.output.endRecord();
  }

  threadExited(time: number, threadId: number, code: number): void {
    this.timed(op.threadExited, time);
    this.output.unsigned(threadId);
    this.output.signed(code);
    this.output.endRecord();
  }

  spawnProcess(time: number, pid: number, command: string): void {
    this.timed(op.spawnProcess, time);
    this.output.unsigned(pid);
    this.output.text(command);
    this.output.endRecord();
  }

  processExited(time: number, pid: number, code: number, signal: string): void {
    this.timed(op.processExited, time);
    this.output.unsigned(pid);
    this.output.signed(code);
    this.output.text(signal);
    this.output.endRecord();
  }

  end(time: number, exitCode: number, lost: number): void {
    this.timed(op.end, time);
    this.output.signed(exitCode);
    this.output.unsigned(lost);
    this.output.endRecord();
  }

  endpoint(transport: number, key: string): void {
    this.begin(op.endpoint);
    this.#endpoints++;
    this.output.byte(transport);
    this.output.text(key);
    this.output.endRecord();
  }

  endpointKey(endpoint: number, key: string): void {
    this.begin(op.endpointKey);
    this.output.unsigned(endpoint);
    this.output.text(key);
    this.output.endRecord();
  }

  endpointClosed(time: number, endpoint: number): void {
    this.timed(op.endpointClosed, time);
    this.output.unsigned(endpoint);
    this.output.endRecord();
  }

  send(time: number, endpoint: number, bytes: number, moved: readonly number[]): void {
    this.timed(op.send, time);
    this.output.unsigned(endpoint);
    this.output.unsigned(bytes);
    this.#ids(moved);
    this.output.endRecord();
  }

  receive(time: number, endpoint: number, bytes: number, moved: readonly number[]): void {
    this.timed(op.receive, time);
    this.output.unsigned(endpoint);
    this.output.unsigned(bytes);
    this.#ids(moved);
    this.output.endRecord();
  }

  write(time: number, endpoint: number, start: number, bytes: number): void {
    this.#stream(op.write, time, endpoint, start, bytes);
  }

  read(time: number, endpoint: number, start: number, bytes: number): void {
    this.#stream(op.read, time, endpoint, start, bytes);
  }

  #stream(opcode: number, time: number, endpoint: number, start: number, bytes: number): void {
    this.timed(opcode, time);
    this.output.unsigned(endpoint);
    this.output.unsigned(start);
    this.output.unsigned(bytes);
    this.output.endRecord();
  }

  http(time: number, endpoint: number, mark: number, offset: number, name: string): void {
    this.timed(op.http, time);
    this.output.unsigned(endpoint);
    this.output.byte(mark);
    this.output.unsigned(offset);
    this.output.text(name);
    this.output.endRecord();
  }

  shared(bytes: number, key: string): void {
    this.begin(op.shared);
    this.output.unsigned(bytes);
    this.output.text(key);
    this.output.endRecord();
  }

  sharedIn(buffers: readonly number[]): void {
    this.begin(op.sharedIn);
    this.#ids(buffers);
    this.output.endRecord();
  }

  sharedStart(threadId: number, buffers: readonly number[]): void {
    this.begin(op.sharedStart);
    this.output.unsigned(threadId);
    this.#ids(buffers);
    this.output.endRecord();
  }

  sharedStarted(buffers: readonly number[]): void {
    this.begin(op.sharedStarted);
    this.#ids(buffers);
    this.output.endRecord();
  }

  notify(time: number, duration: number, buffer: number, offset: number, woken: number): void {
    this.timed(op.notify, time);
    this.output.unsigned(duration);
    this.output.unsigned(buffer);
    this.output.unsigned(offset);
    this.output.unsigned(woken);
    this.output.endRecord();
  }

  sleep(time: number, buffer: number, offset: number): void {
    this.timed(op.sleep, time);
    this.output.unsigned(buffer);
    this.output.unsigned(offset);
    this.output.endRecord();
  }

  awake(time: number, result: number): void {
    this.timed(op.awake, time);
    this.output.byte(result);
    this.output.endRecord();
  }

  waitAsync(time: number, promise: number, buffer: number, offset: number, timeout: number): void {
    this.timed(op.waitAsync, time);
    this.output.unsigned(promise === 0 ? 0 : this.promises - promise + 1);
    this.output.unsigned(buffer);
    this.output.unsigned(offset);
    this.output.signed(timeout);
    this.output.endRecord();
  }

  aggregate(mode: number, promise: number, made: number): void {
    this.begin(op.aggregate);
    this.output.byte(mode);
    this.promiseId(promise);
    this.output.unsigned(made);
    this.output.endRecord();
  }

  abort(time: number): void {
    this.timed(op.abort, time);
    this.output.endRecord();
  }

  abortEnd(time: number): void {
    this.timed(op.abortEnd, time);
    this.output.endRecord();
  }

  mark(time: number, kind: number, text: string): void {
    this.timed(op.mark, time);
    this.output.byte(kind);
    this.output.text(text);
    this.output.endRecord();
  }

  span(time: number, kind: number, startedAgo: number, duration: number, text: string): void {
    this.timed(op.span, time);
    this.output.byte(kind);
    this.output.unsigned(Math.max(0, Math.round(startedAgo)));
    this.output.unsigned(Math.max(0, Math.round(duration)));
    this.output.text(text);
    this.output.endRecord();
  }

  sampler(headerJson: string): void {
    this.begin(op.sampler);
    this.output.text(headerJson);
    this.output.endRecord();
  }

  series(time: number, kind: number, pid: number, osThread: number, name: string): void {
    this.timed(op.series, time);
    this.output.byte(kind);
    this.output.unsigned(pid);
    this.output.unsigned(osThread);
    this.output.text(name);
    this.output.endRecord();
  }

  sample(time: number, series: number, value: number): void {
    this.timed(op.sample, time);
    this.output.unsigned(series);
    this.output.unsigned(Math.max(0, Math.round(value)));
    this.output.endRecord();
  }

  seriesEnd(time: number, series: number): void {
    this.timed(op.seriesEnd, time);
    this.output.unsigned(series);
    this.output.endRecord();
  }

  samplerEnd(time: number, endJson: string): void {
    this.timed(op.samplerEnd, time);
    this.output.text(endJson);
    this.output.endRecord();
  }

  /** What a checkpoint here says of the stream. */
  get state(): StreamState {
    return { ...this.taskState, asyncId: this.#asyncId, endpoints: this.#endpoints };
  }

  checkpoint(time: number, checkpoint: Checkpoint): void {
    const { output } = this;
    const { records, lost, strings, sites, shared, series, tasks, task, promises, asyncId, endpoints } = checkpoint;
    const whole = Math.floor(time);
    this.begin(op.checkpoint);
    const values = [whole, records, lost, strings, sites, shared, series, tasks, task, promises, asyncId, endpoints];
    for (let index = 0; index < values.length; index++) output.unsigned(values[index]!);
    this.goOnFrom(whole, checkpoint);
    this.#asyncId = asyncId;
    this.#endpoints = endpoints;
    output.endRecord();
  }

  leavingOut(time: number, reason: number): void {
    this.timed(op.leavingOut, time);
    this.output.byte(reason);
    this.output.endRecord();
  }

  endpointAgain(endpoint: number, transport: number, key: string, sent: number, received: number): void {
    this.begin(op.endpointAgain);
    this.output.unsigned(endpoint);
    this.output.byte(transport);
    this.output.text(key);
    this.output.unsigned(sent);
    this.output.unsigned(received);
    this.output.endRecord();
  }

  /** Appends a record as it was written once before; it must be one without differences. */
  copy(record: Uint8Array): void {
    const { output } = this;
    output.bytes.set(record, output.length);
    output.length += record.length;
    output.endRecord();
  }

  buffering(bytes: number): void {
    this.begin(op.buffering);
    this.output.unsigned(bytes);
    this.output.endRecord();
  }
}
