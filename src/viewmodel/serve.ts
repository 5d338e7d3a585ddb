// The answering end of the channel: one request in, one answer out, whatever happens.

import { assertUnreachable } from '../model/assertUnreachable.ts';
import type { ChannelEnd, ServiceAnswer, ServiceMethod, ServiceRequest } from '../protocol/channel.ts';
import type { ChangeMessage } from '../protocol/checkChange.ts';
import { checkRequest, requestId } from '../protocol/checkRequest.ts';
import type { LiveSource } from '../protocol/liveSource.ts';
import type { TimelineSource } from '../protocol/timelineSource.ts';

/**
 * Answers every request that arrives; requests are answered in the order in which they come. Of a trace that grows it tells each change.
 * @param open - makes a source of a trace file's bytes; rejects when nothing of it can be read
 * @returns what ends the telling: the other end is gone
 */
export function serve(end: ChannelEnd, open: (bytes: ArrayBuffer) => Promise<TimelineSource | LiveSource>): () => void {
  let source: Promise<TimelineSource | LiveSource> | null = null;
  let stopTelling: () => void = () => undefined;
  let gone = false;

  function opened(): Promise<TimelineSource | LiveSource> {
    if (source === null) throw new Error('no trace has been opened');
    return source;
  }

  async function answer(request: ServiceRequest): Promise<unknown> {
    if (request.method !== 'open') return callSource(await opened(), request);
    stopTelling();
    source = open(request.parameters[0]);
    const now = await source;
    if ('onChange' in now && !gone) stopTelling = now.onChange((changed) => end.post({ changed } satisfies ChangeMessage, []));
    return null;
  }

  async function reply(id: number, message: unknown): Promise<void> {
    const request = checkRequest(message);
    const ok = await answer(request);
    end.post({ id, ok } satisfies ServiceAnswer, madeForOne.has(request.method) ? buffersOf(ok) : []);
  }

  end.listen((message) => {
    const id = requestId(message);
    if (id === null) return;
    reply(id, message).catch((error: unknown) => {
      end.post({ id, err: error instanceof Error ? error.message : String(error) } satisfies ServiceAnswer, []);
    });
  });
  return () => {
    gone = true;
    stopTelling();
  };
}

/** Methods whose answer nobody keeps: its buffers are handed over and not copied. */
const madeForOne: ReadonlySet<ServiceMethod> = new Set(['tile', 'minimap']);

function callSource(source: TimelineSource | LiveSource, request: Exclude<ServiceRequest, { method: 'open' }>): Promise<unknown> {
  switch (request.method) {
    case 'whole':
      return source.whole();
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
    case 'findings':
      return source.findings();
    case 'ranAt':
      return source.ranAt(...request.parameters);
    case 'advance':
      return growing(source).advance();
    case 'carry':
      return growing(source).carry(...request.parameters);
    default:
      return assertUnreachable(request);
  }
}

function growing(source: TimelineSource | LiveSource): LiveSource {
  if (!('advance' in source)) throw new Error('this trace does not grow');
  return source;
}

/** The buffers of all typed arrays in an answer. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(buffersOf))];
}
