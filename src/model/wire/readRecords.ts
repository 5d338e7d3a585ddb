// Bytes to records: the inverse of RecordWriter, one call of the visitor a record.

import { TraceFormatError } from '../errors.ts';
import { ByteReader } from './byteReader.ts';
import { op } from './opcodes.ts';
import { type Records, type Site, untold } from './records.ts';

/** Reads the frames of one segment in order; differences go on from frame to frame. */
export class RecordReader {
  #time = 0;
  #task = 1;
  #promises = 0;
  #asyncId = 0;

  /**
   * Calls `into` once for each record that begins in the bytes [from, until) of a frame's payload; the parts of a frame are read in order.
   * @returns the byte behind the last of them, where the next part begins
   * @throws TraceFormatError TRACE_DAMAGED or TRACE_RECORD_UNKNOWN at the first record that can't be read; those before it were delivered. O(bytes).
   */
  read(payload: Uint8Array, into: Records, from = 0, until: number = payload.length): number {
    const input = new ByteReader(payload, from);
    while (input.at < until) this.#record(input, into);
    return input.at;
  }

  #passed(input: ByteReader): number {
    this.#time += input.unsigned();
    return this.#time;
  }

  #taskId(input: ByteReader): number {
    this.#task += input.signed();
    return this.#task;
  }

  #promiseId(input: ByteReader): number {
    return this.#promises - input.unsigned();
  }

  #asyncDelta(input: ByteReader): number {
    this.#asyncId += input.signed();
    return this.#asyncId;
  }

  #record(input: ByteReader, into: Records): void {
    const at = input.at;
    const opcode = input.byte();
    switch (opcode) {
      case op.enter:
        return into.enter(this.#passed(input), input.unsigned());
      case op.exit:
        return into.exit(this.#passed(input), this.#taskId(input));
      case op.suspend: {
        const time = this.#passed(input);
        const task = this.#taskId(input);
        const site = input.unsigned();
        const code = input.unsigned();
        return into.suspend(time, task, site, code === 0 ? 0 : code === 1 ? -1 : this.#promises + 2 - code);
      }
      case op.resume:
        return into.resume(this.#passed(input), this.#taskId(input));
      case op.promiseEnter: {
        const time = this.#passed(input);
        const site = input.unsigned();
        this.#promises++;
        into.promise(0);
        return into.enter(time, site);
      }
      case op.exitSettle:
      case op.resumeExitSettle:
        return this.#exitSettle(opcode, input, into);
      case op.resumeExit: {
        const time = this.#passed(input);
        const task = this.#taskId(input);
        into.resume(time, task);
        return into.exit(time, task);
      }
      case op.promise:
        this.#promises++;
        return into.promise(0);
      case op.promiseDerived: {
        const parent = this.#promiseId(input);
        this.#promises++;
        return into.promise(parent);
      }
      case op.settle:
        return into.settle(this.#passed(input), this.#promiseId(input));
      case op.reactionStart:
        return into.reactionStart(this.#passed(input), this.#promiseId(input));
      case op.reactionEnd:
        return into.reactionEnd(this.#passed(input), this.#promiseId(input));
      case op.createdAt:
        return into.createdAt(input.unsigned());
      case op.suspendUntold:
        return into.suspend(this.#passed(input), this.#taskId(input), input.unsigned(), untold);
      case op.throwing:
        return into.throwing(this.#taskId(input));
      case op.returnPromise:
        return into.returnPromise(this.#taskId(input), this.#promiseId(input));
      case op.resumeYield:
        return into.resumeYield(this.#passed(input), this.#taskId(input));
      case op.forAwait:
        return into.forAwait(this.#passed(input), this.#taskId(input), input.unsigned());
      case op.asyncInit: {
        const time = this.#passed(input);
        const asyncId = this.#asyncDelta(input);
        return into.asyncInit(time, asyncId, input.unsigned(), asyncId - input.signed());
      }
      case op.asyncBefore:
        return into.asyncBefore(this.#passed(input), this.#asyncDelta(input));
      case op.asyncAfter:
        return into.asyncAfter(this.#passed(input), this.#asyncDelta(input));
      case op.asyncCancel:
        return into.asyncCancel(this.#passed(input), this.#asyncDelta(input));
      default:
        return this.#rareRecord(opcode, at, input, into);
    }
  }

  #exitSettle(opcode: number, input: ByteReader, into: Records): void {
    const time = this.#passed(input);
    const task = this.#taskId(input);
    const promise = this.#promiseId(input);
    if (opcode === op.resumeExitSettle) into.resume(time, task);
    into.exit(time, task);
    into.settle(time, promise);
  }

  #rareRecord(opcode: number, at: number, input: ByteReader, into: Records): void {
    switch (opcode) {
      case op.thread:
        return into.thread(input.text());
      case op.string:
        return into.string(input.text());
      case op.sourceFile:
        return into.sourceFile(input.text(), readSites(input));
      case op.spawnThread:
        return into.spawnThread(this.#passed(input), input.unsigned(), input.text());
      case op.threadExited:
        return into.threadExited(this.#passed(input), input.unsigned(), input.signed());
      case op.spawnProcess:
        return into.spawnProcess(this.#passed(input), input.unsigned(), input.text());
      case op.processExited:
        return into.processExited(this.#passed(input), input.unsigned(), input.signed(), input.text());
      case op.end:
        return into.end(this.#passed(input), input.signed(), input.unsigned());
      case op.endpoint:
        return into.endpoint(input.byte(), input.text());
      case op.endpointKey:
        return into.endpointKey(input.unsigned(), input.text());
      case op.endpointClosed:
        return into.endpointClosed(this.#passed(input), input.unsigned());
      case op.send:
        return into.send(this.#passed(input), input.unsigned(), input.unsigned(), readIds(input));
      case op.receive:
        return into.receive(this.#passed(input), input.unsigned(), input.unsigned(), readIds(input));
      case op.write:
        return into.write(this.#passed(input), input.unsigned(), input.unsigned(), input.unsigned());
      case op.read:
        return into.read(this.#passed(input), input.unsigned(), input.unsigned(), input.unsigned());
      case op.http:
        return into.http(this.#passed(input), input.unsigned(), input.byte(), input.unsigned(), input.text());
      case op.asyncAborts:
        return into.asyncAborts(this.#asyncDelta(input));
      case op.abort:
        return into.abort(this.#passed(input));
      case op.abortEnd:
        return into.abortEnd(this.#passed(input));
      case op.mark:
        return into.mark(this.#passed(input), input.byte(), input.text());
      case op.span:
        return into.span(this.#passed(input), input.byte(), input.unsigned(), input.unsigned(), input.text());
      case op.sampler:
        return into.sampler(input.text());
      case op.series:
        return into.series(this.#passed(input), input.byte(), input.unsigned(), input.unsigned(), input.text());
      case op.sample:
        return into.sample(this.#passed(input), input.unsigned(), input.unsigned());
      case op.seriesEnd:
        return into.seriesEnd(this.#passed(input), input.unsigned());
      case op.samplerEnd:
        return into.samplerEnd(this.#passed(input), input.text());
      case op.checkpoint:
        return this.#checkpoint(input, into);
      case op.leavingOut:
        return into.leavingOut(this.#passed(input), input.byte());
      case op.endpointAgain:
        return into.endpointAgain(input.unsigned(), input.byte(), input.text(), input.unsigned(), input.unsigned());
      case op.buffering:
        return into.buffering(input.unsigned());
      case op.padding:
        return;
      default:
        return this.#synchronization(opcode, at, input, into);
    }
  }

  #synchronization(opcode: number, at: number, input: ByteReader, into: Records): void {
    switch (opcode) {
      case op.shared:
        return into.shared(input.unsigned(), input.text());
      case op.sharedIn:
        return into.sharedIn(readIds(input));
      case op.sharedStart:
        return into.sharedStart(input.unsigned(), readIds(input));
      case op.sharedStarted:
        return into.sharedStarted(readIds(input));
      case op.notify:
        return into.notify(this.#passed(input), input.unsigned(), input.unsigned(), input.unsigned(), input.unsigned());
      case op.sleep:
        return into.sleep(this.#passed(input), input.unsigned(), input.unsigned());
      case op.awake:
        return into.awake(this.#passed(input), input.byte());
      case op.waitAsync: {
        const time = this.#passed(input);
        const code = input.unsigned();
        const promise = code === 0 ? 0 : this.#promises + 1 - code;
        return into.waitAsync(time, promise, input.unsigned(), input.unsigned(), input.signed());
      }
      case op.aggregate:
        return into.aggregate(input.byte(), this.#promiseId(input), input.unsigned());
      default:
        throw new TraceFormatError('TRACE_RECORD_UNKNOWN', `byte ${at} of a frame: expected a record, found opcode ${opcode}`);
    }
  }

  #checkpoint(input: ByteReader, into: Records): void {
    this.#time = input.unsigned();
    const records = input.unsigned();
    const lost = input.unsigned();
    const strings = input.unsigned();
    const sites = input.unsigned();
    const shared = input.unsigned();
    const series = input.unsigned();
    const tasks = input.unsigned();
    this.#task = input.unsigned();
    this.#promises = input.unsigned();
    this.#asyncId = input.unsigned();
    const endpoints = input.unsigned();
    const state = { tasks, task: this.#task, promises: this.#promises, asyncId: this.#asyncId, endpoints };
    into.checkpoint(this.#time, { records, lost, strings, sites, shared, series, ...state });
  }
}

function readSites(input: ByteReader): Site[] {
  const sites: Site[] = [];
  for (let rest = input.unsigned(); rest > 0; rest--) {
    sites.push({ kind: input.byte(), name: input.text(), line: input.unsigned(), column: input.unsigned() });
  }
  return sites;
}

function readIds(input: ByteReader): number[] {
  const ids: number[] = [];
  for (let rest = input.unsigned(); rest > 0; rest--) ids.push(input.unsigned());
  return ids;
}
