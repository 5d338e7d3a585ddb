// The answering end of the channel: one request in, one answer out, whatever happens.

import { assertUnreachable } from '../model/assertUnreachable.ts';
import type { ChannelEnd, ServiceAnswer, ServiceRequest } from '../protocol/channel.ts';
import { checkRequest, requestId } from '../protocol/checkRequest.ts';
import type { TimelineSource } from '../protocol/timelineSource.ts';

/**
 * Answers every request that arrives; requests are answered in the order in which they come.
 * @param open - makes a source of a trace file's bytes; rejects when nothing of it can be read
 */
export function serve(end: ChannelEnd, open: (bytes: ArrayBuffer) => Promise<TimelineSource>): void {
  let source: Promise<TimelineSource> = Promise.reject(new Error('no trace has been opened'));
  source.catch(() => undefined);

  async function answer(request: ServiceRequest): Promise<unknown> {
    if (request.method !== 'open') return callSource(await source, request);
    source = open(request.parameters[0]);
    await source;
    return null;
  }

  end.listen((message) => {
    const id = requestId(message);
    if (id === null) return;
    reply(message).then(
      (ok) => end.post({ id, ok } satisfies ServiceAnswer, buffersOf(ok)),
      (error: unknown) => end.post({ id, err: error instanceof Error ? error.message : String(error) } satisfies ServiceAnswer, []),
    );
  });

  async function reply(message: unknown): Promise<unknown> {
    return answer(checkRequest(message));
  }
}

function callSource(source: TimelineSource, request: Exclude<ServiceRequest, { method: 'open' }>): Promise<unknown> {
  switch (request.method) {
    case 'overview':
      return source.overview();
    case 'rows':
      return source.rows(...request.parameters);
    case 'tile':
      return source.tile(...request.parameters);
    case 'minimap':
      return source.minimap(...request.parameters);
    case 'detail':
      return source.detail(...request.parameters);
    case 'place':
      return source.place(...request.parameters);
    case 'neighbour':
      return source.neighbour(...request.parameters);
    case 'search':
      return source.search(...request.parameters);
    case 'statistics':
      return source.statistics();
    default:
      return assertUnreachable(request);
  }
}

/** The buffers of all typed arrays in an answer: made for it alone, so they are handed over and not copied. */
function buffersOf(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  collectBuffers(value, buffers);
  return [...buffers];
}

function collectBuffers(value: unknown, buffers: Set<ArrayBuffer>): void {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  } else if (Array.isArray(value)) {
    // Lists of rows and matches hold no typed arrays beyond what their first member shows.
    if (value.length > 0 && holdsViews(value[0])) for (const member of value) collectBuffers(member, buffers);
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) collectBuffers(member, buffers);
  }
}

function holdsViews(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).some((member) => ArrayBuffer.isView(member));
}
