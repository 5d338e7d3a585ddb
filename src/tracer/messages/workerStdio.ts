// The standard streams of a worker whose creator asked for them: they pass on a port that Node keeps for itself.

import { encodeStdio, isStdioStream, nodesOwn, type StdioStream } from '../../model/nodePorts.ts';
import { type Disguise, guarded, replaceFunction } from '../patchMethod.ts';
import type { MessageRecorder } from './messageRecorder.ts';
import type { Ports } from './ports.ts';
import { dataProperty } from './transferList.ts';

const none: readonly number[] = [];

/** The streams that a worker with these options leaves to its creator; of the others Node passes on what the worker writes. */
export function askedStdio(options: unknown): readonly StdioStream[] {
  return (['stdin', 'stdout', 'stderr'] as const).filter((name) => Boolean(dataProperty(options, name)));
}

/** `port`: Node's own at this side. Its other messages are counted too, since nothing but their order tells the receiver which is which. */
export function followStdio(
  port: object,
  endpoint: number,
  asyncId: number | undefined,
  streams: readonly StdioStream[],
  ports: Ports,
  recorder: MessageRecorder,
  disguise: Disguise,
): void {
  ports.hear(port, endpoint, asyncId);
  const post: unknown = Reflect.get(port, 'postMessage');
  Object.defineProperty(port, 'postMessage', { configurable: true, enumerable: false, writable: true, value: post });
  replaceFunction(port, 'postMessage', disguise, () => ({
    apply(target, self, args) {
      const time = recorder.now();
      const result = Reflect.apply(target, self, args);
      guarded(() => recorder.begin().send(time, endpoint, describe(args[0], streams), none));
      return result;
    },
  }));
}

interface Payload {
  readonly type?: unknown;
  readonly stream?: unknown;
  readonly chunks?: readonly { readonly chunk: string | Uint8Array | null; readonly encoding?: BufferEncoding }[];
}

function describe(message: unknown, streams: readonly StdioStream[]): number {
  const { type, stream, chunks = [] } = message as Payload;
  if (type !== 'stdioPayload' || !isStdioStream(stream) || !streams.includes(stream)) return nodesOwn;
  let bytes = 0;
  for (let index = 0; index < chunks.length; index++) {
    const { chunk, encoding } = chunks[index]!;
    // At the stream's end it is null.
    if (chunk !== null) bytes += typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength;
  }
  return encodeStdio(stream, bytes);
}
