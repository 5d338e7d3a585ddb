// What a pipe of Node's is called, so that both of its ends find each other: Unix sockets, and the pipes of a process's stdio.

import { fstatSync, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ownerOf } from './socketIdentity.ts';
import type { Identity, StreamHandle } from './streams.ts';

/** The system's own name for an open pipe or socket, equal in all processes that have it open; null for anything else. */
function openFile(fd: number): string | null {
  try {
    const stats = fstatSync(fd);
    return stats.isFIFO() || stats.isSocket() ? nameOf(stats) : null;
  } catch {
    return null; // closed, or not ours to ask for
  }
}

/** The pipes and sockets that this process has as stdin, stdout and stderr. */
export function stdioFiles(): readonly string[] {
  return [0, 1, 2].map(openFile).filter((file) => file !== null);
}

/** What the parent knows of a pipe to descriptor `fd` of its child: its own end of it and, on Linux and while the child lives, the child's. */
export function childPipeIdentity(pid: number, fd: number, handle: StreamHandle): Identity {
  let childs: string | null = null;
  try {
    if (process.platform === 'linux') childs = nameOf(statSync(`/proc/${pid}/fd/${fd}`));
  } catch {
    // It is gone already.
  }
  return { transport: 'pipe', key: `${pid}.${fd}p ${openFile(handle.fd ?? -1) ?? '-'} ${childs ?? '-'}` };
}

function nameOf({ dev, ino }: Stats): string {
  return `${dev}.${ino}`;
}

/** The pipes of this thread, as they are made, connected and opened. */
export class PipeIdentities {
  /** Names of pipes that lead out of the run. */
  readonly #outside: ReadonlySet<string>;
  /** Connections accepted so far, by the async id of what listens. */
  readonly #listeners = new Map<number, number>();
  /** `<listener>.<number>` of accepted connections. */
  readonly #accepted = new WeakMap<object, string>();
  readonly #connected = new WeakMap<object, Identity>();

  constructor(outside: readonly string[]) {
    this.#outside = new Set(outside);
  }

  listens(asyncId: number): void {
    this.#listeners.set(asyncId, 0);
  }

  /** A pipe came into being; `trigger`: the async id of what listens, when that accepted it. */
  made(handle: object, trigger: number): void {
    const accepted = this.#listeners.get(trigger);
    if (accepted === undefined) return;
    this.#listeners.set(trigger, accepted + 1);
    this.#accepted.set(handle, `${trigger}.${accepted + 1}`);
  }

  /** The system takes a connection, or refuses it, while the call runs: those of one listener are accepted in the order in which they were taken. */
  connected(handle: object, path: string, startNs: number, endNs: number): void {
    const key = `client ${Math.floor(startNs)}-${Math.ceil(endNs)} ${absolute(path)}`;
    this.#connected.set(handle, { transport: 'unix', key });
  }

  opened(handle: object, fd: number): void {
    const file = openFile(fd);
    if (file === null || this.#outside.has(file)) return;
    const role = fstatSync(fd).isFIFO() ? 'f' : 'c';
    this.#connected.set(handle, { transport: 'pipe', key: `${process.pid}.${fd}${role} ${file}` });
  }

  identify(handle: object): Identity | null {
    return this.#connected.get(handle) ?? this.#acceptedIdentity(handle);
  }

  /** Whether it counts among the connections of its path, also when it is never used. */
  isConnection(handle: object): boolean {
    if (this.#accepted.has(handle)) return true;
    if (this.#connected.get(handle)?.transport !== 'unix') return false;
    const owner = ownerOf(handle) as { readonly errored?: { readonly syscall?: unknown } | null } | undefined;
    return owner?.errored?.syscall !== 'connect';
  }

  #acceptedIdentity(handle: object): Identity | null {
    const owner = ownerOf(handle) as { readonly server?: { readonly _pipeName?: unknown } } | undefined;
    const path = owner?.server?._pipeName;
    if (typeof path !== 'string') return null;
    // One that another process accepted and passed on has no number.
    return { transport: 'unix', key: `server ${this.#accepted.get(handle) ?? '-'} ${absolute(path)}` };
  }
}

/** Names that begin with a null character are no paths. */
function absolute(path: string): string {
  return path.startsWith('\0') ? path : resolve(path);
}
