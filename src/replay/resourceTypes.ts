// Node's types of async resources in the field's words: which kind of task each is, and what to call it.

import type { TaskKind } from '../model/vocabulary.ts';

export interface ResourceType {
  readonly kind: TaskKind;
  readonly name: string;
  /** `queued`: ready from its creation; `operation`: one callback, later; `handle`: a task only if it runs. */
  readonly life: 'queued' | 'operation' | 'handle';
  /** Whether its callbacks can run inside other code. Node's own start with an empty stack. */
  readonly nests: boolean;
}

const known: Readonly<Record<string, ResourceType>> = {
  Timeout: { kind: 'timer', name: 'timer', life: 'operation', nests: false },
  Immediate: { kind: 'immediate', name: 'setImmediate', life: 'queued', nests: false },
  TickObject: { kind: 'tick', name: 'process.nextTick', life: 'queued', nests: false },
  Microtask: { kind: 'microtask', name: 'queueMicrotask', life: 'queued', nests: false },
};

const names: Readonly<Record<string, string>> = {
  FSREQCALLBACK: 'fs',
  FSREQPROMISE: 'fs',
  FILEHANDLE: 'file',
  FILEHANDLECLOSEREQ: 'file close',
  FSEVENTWRAP: 'fs.watch',
  STATWATCHER: 'fs.watchFile',
  DIRHANDLE: 'fs directory',
  GETADDRINFOREQWRAP: 'dns lookup',
  GETNAMEINFOREQWRAP: 'dns lookupService',
  QUERYWRAP: 'dns query',
  DNSCHANNEL: 'dns resolver',
  TCPWRAP: 'tcp socket',
  TCPSERVERWRAP: 'tcp server',
  TCPCONNECTWRAP: 'tcp connect',
  PIPEWRAP: 'pipe',
  PIPESERVERWRAP: 'pipe server',
  PIPECONNECTWRAP: 'pipe connect',
  UDPWRAP: 'udp socket',
  UDPSENDWRAP: 'udp send',
  WRITEWRAP: 'stream write',
  SHUTDOWNWRAP: 'stream end',
  TLSWRAP: 'tls socket',
  TTYWRAP: 'terminal',
  SIGNALWRAP: 'signal',
  PROCESSWRAP: 'child process',
  WORKER: 'worker',
  MESSAGEPORT: 'message',
  HTTPINCOMINGMESSAGE: 'http request',
  HTTPCLIENTREQUEST: 'http response',
  HTTP2SESSION: 'http2 session',
  HTTP2STREAM: 'http2 stream',
  ZLIB: 'zlib',
  RANDOMBYTESREQUEST: 'crypto random',
  PBKDF2REQUEST: 'crypto pbkdf2',
  SCRYPTREQUEST: 'crypto scrypt',
  KEYPAIRGENREQUEST: 'crypto key pair',
  HASHREQUEST: 'crypto hash',
  SIGNREQUEST: 'crypto sign',
  JSSTREAM: 'stream',
  STREAM_END_OF_STREAM: 'stream.finished',
  'bound-anonymous-fn': 'AsyncResource.bind',
  ELDHISTOGRAM: 'event-loop monitor',
};

/** Types that have no name above go by their own in small letters. */
const poolNames =
  /^(?:fs|file close|dns lookup|dns lookupService|crypto .*|(?:argon2|checkprime|cipher|derivebits|keyexport|keygen|randomprime|verify)request)$/;

/**
 * Whether work of an I/O task of that name is done by libuv's pool of threads. Streams of zlib use it too, but when one of their chunks is
 * in it is not known.
 */
export function isPoolWork(name: string): boolean {
  return poolNames.test(name);
}

const nesting = new Set(['HTTPINCOMINGMESSAGE', 'HTTPCLIENTREQUEST', 'JSSTREAM', 'TLSWRAP', 'HTTP2SESSION', 'HTTP2STREAM']);

const found = new Map<string, ResourceType>();

/** Types that Node does not have are AsyncResources of a library: they keep their name. O(1). */
export function resourceType(type: string): ResourceType {
  let entry = found.get(type);
  if (entry === undefined) {
    entry = known[type] ?? ioType(type);
    found.set(type, entry);
  }
  return entry;
}

function ioType(type: string): ResourceType {
  const isNodes = /^[A-Z0-9_]+$/.test(type);
  // A stream of the HTTP parser has REQUEST in its name and many callbacks.
  const isOperation = isNodes && !nesting.has(type) && /REQ|CONNECTWRAP|WRITEWRAP|SENDWRAP|SHUTDOWNWRAP|QUERYWRAP/.test(type);
  return {
    kind: 'io',
    name: names[type] ?? (type === '' ? 'callback' : isNodes ? type.toLowerCase() : type),
    life: isOperation ? 'operation' : 'handle',
    nests: !isNodes || nesting.has(type),
  };
}
