// What passes on the ports that Node keeps for itself between threads: what `send` says of it in the place of the bytes.

/** The streams of a worker that its creator may ask for, by their codes. */
const stdioStreams = ['', 'stdin', 'stdout', 'stderr'] as const;
export type StdioStream = Exclude<(typeof stdioStreams)[number], ''>;

/** Stands for Node's own messages. */
export const nodesOwn = 0;

export function isStdioStream(name: unknown): name is StdioStream {
  return name !== '' && (stdioStreams as readonly unknown[]).includes(name);
}

export function encodeStdio(stream: StdioStream, bytes: number): number {
  return bytes * stdioStreams.length + stdioStreams.indexOf(stream);
}

/** Inverse of {@link encodeStdio}; null for Node's own messages. */
export function decodeStdio(code: number): { readonly stream: StdioStream; readonly bytes: number } | null {
  const stream = stdioStreams[code % stdioStreams.length]!;
  return stream === '' ? null : { stream, bytes: Math.floor(code / stdioStreams.length) };
}

/**
 * Messages of `postMessageToThread` go by the main thread. `thread`: at a worker where the message goes to, at the main thread
 * where it comes from.
 */
export function encodeFarThread(thread: number): number {
  return thread + 1;
}

/** At a receive: nobody listens in that thread, which Node then tells the sender. */
export const unheard = 1;

/** Inverse of {@link encodeFarThread}; null for Node's own messages. */
export function decodeFarThread(code: number): number | null {
  return code === nodesOwn ? null : code - 1;
}
