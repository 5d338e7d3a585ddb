// HTTP: which requests and responses begin where in a socket's stream: `GET /item/17`, `200 for GET /item/17`, without query strings.

import { channel } from 'node:diagnostics_channel';
import { codeOf, type HttpMark, httpMarks } from '../../model/vocabulary.ts';
import { guarded } from '../patchMethod.ts';
import type { MessageRecorder } from './messageRecorder.ts';
import { ownerOf } from './socketIdentity.ts';
import type { Stream, StreamListener, Streams } from './streams.ts';
import { dataProperty } from './transferList.ts';

interface IncomingRequest {
  readonly method?: string;
  readonly url?: string;
}

/** What is used of Node's ClientRequest and ServerResponse while a socket serves them. */
interface OutgoingMessage {
  readonly _headerSent?: boolean;
  readonly method?: string;
  readonly path?: string;
  readonly statusCode?: number;
  readonly req?: IncomingRequest;
  readonly res?: { readonly statusCode?: number; readonly rawHeaders?: readonly string[] } | null;
}

/** What is used of undici's sockets. */
interface Socket {
  readonly _handle?: object;
  readonly bytesWritten: number;
  readonly localAddress?: string;
  readonly localPort?: number;
}

/**
 * A socket of node:http carries one outgoing message at a time, so the first write after its header was made begins it.
 * What the peer sent in between belongs to the message before or, at a server, is the request that is being answered.
 */
export class HttpNames implements StreamListener {
  readonly #recorder: MessageRecorder;

  constructor(recorder: MessageRecorder) {
    this.#recorder = recorder;
  }

  writing(stream: Stream, start: number, timeNs: number): void {
    const message = outgoingMessage(stream);
    if (message === undefined || message === stream.httpMessage || message._headerSent !== true) return;
    this.read(stream, timeNs);
    stream.httpMessage = message;
    stream.isAnswered = false;
    if (message.statusCode !== undefined) {
      const request = `${message.req?.method} ${withoutQuery(urlOf(message.req))}`;
      // Of pipelined requests, which came together, only the first one's place is known.
      if (stream.read > stream.answerStart) this.#name(stream, timeNs, 'requestReceived', stream.answerStart, request);
      this.#name(stream, timeNs, 'responseSent', start, responseName(message.statusCode, request));
    } else {
      this.#name(stream, timeNs, 'requestSent', start, `${message.method} ${withoutQuery(message.path)}`);
    }
    stream.answerStart = stream.read;
  }

  /** Something more happens on the stream: if the last request has got its response by now, that is named. */
  read(stream: Stream, timeNs: number): void {
    const message = stream.httpMessage as OutgoingMessage | undefined;
    const status = message?.res?.statusCode;
    if (status === undefined || stream.isAnswered) return;
    stream.isAnswered = true;
    const request = `${message?.method} ${withoutQuery(message?.path)}`;
    const protocol = status === 101 ? upgradeOf(message?.res?.rawHeaders) : '';
    this.#name(stream, timeNs, 'responseReceived', stream.answerStart, responseName(status, request, protocol));
  }

  #name(stream: Stream, timeNs: number, mark: HttpMark, offset: number, name: string): void {
    this.#recorder.begin(name.length).http(timeNs, stream.endpoint, codeOf(httpMarks, mark), offset, name);
  }

  /** undici, and with it fetch, says itself what it sends on which socket. */
  listenToUndici(streams: Streams): void {
    const sockets = new WeakMap<object, Stream>();
    /** Requests for a WebSocket, by where they were sent from. */
    const asking = new Map<string, { readonly stream: Stream; readonly request: string }>();
    subscribe('undici:client:sendHeaders', ({ request, socket }) => {
      const { _handle: handle, bytesWritten } = socket as Socket;
      const stream = handle && streams.of(handle);
      if (stream === undefined || !streams.isKnown(stream)) return;
      const { method, path, upgrade } = request as { readonly method: string; readonly path: string; readonly upgrade?: unknown };
      sockets.set(request as object, stream);
      stream.answerStart = stream.read;
      const name = `${method} ${withoutQuery(path)}`;
      this.#name(stream, this.#recorder.now(), 'requestSent', bytesWritten, name);
      if (upgrade === 'websocket')
        asking.set(addressOf((socket as Socket).localAddress, (socket as Socket).localPort), { stream, request: name });
    });
    subscribe('undici:websocket:open', ({ address }) => {
      const { address: host, port } = address as { readonly address?: string; readonly port?: number };
      const asked = asking.get(addressOf(host, port));
      if (asked === undefined) return;
      asking.delete(addressOf(host, port));
      const { stream, request } = asked;
      this.#name(stream, this.#recorder.now(), 'responseReceived', stream.answerStart, responseName(101, request, 'websocket'));
    });
    subscribe('undici:request:headers', ({ request, response }) => {
      const stream = sockets.get(request as object);
      if (stream === undefined) return;
      const { statusCode, headers } = response as { readonly statusCode: number; readonly headers?: readonly unknown[] };
      const { method, path } = request as { readonly method: string; readonly path: string };
      const protocol = statusCode === 101 ? upgradeOf(headers) : '';
      const name = responseName(statusCode, `${method} ${withoutQuery(path)}`, protocol);
      this.#name(stream, this.#recorder.now(), 'responseReceived', stream.answerStart, name);
    });
  }
}

function addressOf(host: string | undefined, port: number | undefined): string {
  return `${host}:${port}`;
}

/** `101 websocket for GET /chat` says what follows on the connection. */
export function responseName(status: number, request: string, protocol = ''): string {
  return `${status}${protocol && ` ${protocol}`} for ${request}`;
}

/** `headers`: names and values, one after the other. */
function upgradeOf(headers: readonly unknown[] = []): string {
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const value = String(headers[index + 1]);
    if (String(headers[index]).toLowerCase() === 'upgrade' && /^[\w./-]+$/.test(value)) return value.toLowerCase();
  }
  return '';
}

export function subscribe(name: string, listener: (message: Readonly<Record<string, unknown>>) => void): void {
  channel(name).subscribe((message) => guarded(() => listener(message as Readonly<Record<string, unknown>>)));
}

function outgoingMessage(stream: Stream): OutgoingMessage | undefined {
  const owner = ownerOf(stream.handle) as { readonly _httpMessage?: OutgoingMessage | null } | undefined;
  return owner?._httpMessage ?? undefined;
}

/** A router takes what it has matched off `url`, and keeps the whole as express does. */
function urlOf(request: IncomingRequest | undefined): string | undefined {
  const original = dataProperty(request, 'originalUrl');
  return typeof original === 'string' ? original : request?.url;
}

export function withoutQuery(path = ''): string {
  const query = path.indexOf('?');
  return query < 0 ? path : path.slice(0, query);
}
