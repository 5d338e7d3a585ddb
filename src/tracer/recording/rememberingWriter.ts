// A writer that remembers what later records are told by — texts, source files, endpoints — so that it can be told again behind a gap.

import type { Checkpoint, Site } from '../../model/wire/records.ts';
import { RecordWriter } from '../../model/wire/recordWriter.ts';

interface OpenEndpoint {
  readonly transport: number;
  key: string;
  sent: number;
  received: number;
  /** Something of it has changed since a reader was last told. */
  isChanged: boolean;
}

interface ToldSeries {
  readonly kind: number;
  readonly pid: number;
  readonly osThread: number;
  readonly name: string;
}

interface Told {
  readonly definitions: number;
  readonly strings: number;
  readonly sites: number;
  readonly shared: number;
  readonly series: number;
}

const nothing: Told = { definitions: 0, strings: 0, sites: 0, shared: 0, series: 0 };

/** Makes room for a record with so many bytes of text. */
type MakeRoom = (textBytes: number) => void;

export class RememberingWriter extends RecordWriter {
  /** Strings, source files and shared buffers as they were written, in that order. */
  readonly #definitions: Uint8Array[] = [];
  #strings = 0;
  #sites = 0;
  #shared = 0;
  /** Series as they were told, without their times. */
  readonly #series: ToldSeries[] = [];
  /** What a reader has been told of all these. */
  #told: Told = nothing;
  /** Those that are open, by id. */
  readonly #open = new Map<number, OpenEndpoint>();

  /** What has been written so far reaches its reader; what comes from here on does not, until {@link tellAgain}. */
  stopTelling(): void {
    this.#told = {
      definitions: this.#definitions.length,
      strings: this.#strings,
      sites: this.#sites,
      shared: this.#shared,
      series: this.#series.length,
    };
    this.#open.forEach((endpoint) => {
      endpoint.isChanged = false;
    });
  }

  /** Writes a checkpoint, and what its reader does not know; `all`: the reader knows nothing. */
  tellAgain(time: number, counts: Pick<Checkpoint, 'records' | 'lost'>, all: boolean, makeRoom: MakeRoom): void {
    const { definitions, ...told } = all ? nothing : this.#told;
    makeRoom(0);
    this.checkpoint(time, { ...counts, ...told, ...this.state });
    // Without iterators, which the program may have replaced.
    for (let index = definitions; index < this.#definitions.length; index++) {
      makeRoom(this.#definitions[index]!.length);
      this.copy(this.#definitions[index]!);
    }
    for (let index = told.series; index < this.#series.length; index++) {
      const { kind, pid, osThread, name } = this.#series[index]!;
      makeRoom(name.length * 3);
      super.series(time, kind, pid, osThread, name);
    }
    this.#open.forEach(({ transport, key, sent, received, isChanged }, id) => {
      if (!all && !isChanged) return;
      makeRoom(key.length * 3);
      this.endpointAgain(id, transport, key, sent, received);
    });
  }

  override string(text: string): void {
    const start = this.output.length;
    super.string(text);
    this.#definitions.push(this.output.bytes.slice(start, this.output.length));
    this.#strings++;
  }

  override sourceFile(path: string, sites: readonly Site[]): void {
    const start = this.output.length;
    super.sourceFile(path, sites);
    this.#definitions.push(this.output.bytes.slice(start, this.output.length));
    this.#sites += sites.length;
  }

  override shared(bytes: number, key: string): void {
    const start = this.output.length;
    super.shared(bytes, key);
    this.#definitions.push(this.output.bytes.slice(start, this.output.length));
    this.#shared++;
  }

  override series(time: number, kind: number, pid: number, osThread: number, name: string): void {
    super.series(time, kind, pid, osThread, name);
    this.#series.push({ kind, pid, osThread, name });
  }

  override endpoint(transport: number, key: string): void {
    super.endpoint(transport, key);
    this.#open.set(this.state.endpoints, { transport, key, sent: 0, received: 0, isChanged: true });
  }

  override endpointKey(endpoint: number, key: string): void {
    super.endpointKey(endpoint, key);
    const open = this.#open.get(endpoint);
    if (open === undefined) return;
    open.key = key;
    open.isChanged = true;
  }

  override endpointClosed(time: number, endpoint: number): void {
    super.endpointClosed(time, endpoint);
    this.#open.delete(endpoint);
  }

  override send(time: number, endpoint: number, bytes: number, moved: readonly number[]): void {
    super.send(time, endpoint, bytes, moved);
    const open = this.#open.get(endpoint);
    if (open === undefined) return;
    open.sent++;
    open.isChanged = true;
  }

  override receive(time: number, endpoint: number, bytes: number, moved: readonly number[]): void {
    super.receive(time, endpoint, bytes, moved);
    const open = this.#open.get(endpoint);
    if (open === undefined) return;
    open.received++;
    open.isChanged = true;
  }
}
