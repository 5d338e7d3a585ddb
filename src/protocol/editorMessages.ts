// What crosses between a timeline in an editor's webview and the extension, besides the requests of the channel and their answers.

import { requestId } from './checkRequest.ts';
import type { SourcePlace, SourceRange } from './timelineSource.ts';

/** From the webview. */
export type ViewMessage =
  /** Its script runs and listens: the first message of a webview, after a reload too. */
  | { readonly kind: 'ready' }
  /** The person wants to see a line. */
  | { readonly kind: 'reveal'; readonly place: SourcePlace }
  | { readonly kind: 'copy'; readonly text: string }
  /** What came of the `show` of this id: the number of the thing that is selected now, from 1, and how many there are; 0 of 0 for none. */
  | { readonly kind: 'shown'; readonly id: number; readonly at: number; readonly total: number }
  /** The person asks on a page of trouble to try again. */
  | { readonly kind: 'reopen' }
  /** A request of a channel, as it came; it is checked where it is answered. Each channel has a source of its own. */
  | { readonly kind: 'request'; readonly channel: number; readonly message: unknown }
  /** The source of this channel is not asked any more. */
  | { readonly kind: 'close'; readonly channel: number };

/** To the webview. */
export type EditorMessage =
  /** The trace is open: ask. `live`: its program still runs. */
  | { readonly kind: 'opened'; readonly live: boolean }
  /** Nothing can be shown: what happened, and what to do. */
  | { readonly kind: 'trouble'; readonly title: string; readonly message: string; readonly advice: string; readonly again: string }
  /** Selects what a finding or a line of the source is about; asked for the same again, the one `step` further. */
  | { readonly kind: 'show'; readonly id: number; readonly target: ShowTarget; readonly step: 1 | -1 }
  /** An answer of a channel. */
  | { readonly kind: 'answer'; readonly channel: number; readonly message: unknown };

export type ShowTarget = { readonly kind: 'finding'; readonly id: string } | { readonly kind: 'source'; readonly range: SourceRange };

const longestCopy = 10_000_000;

/** What a webview sent, when it is what a timeline may send; null else: it is dropped. */
export function checkViewMessage(message: unknown): ViewMessage | null {
  if (!isRecord(message)) return null;
  switch (message.kind) {
    case 'ready':
    case 'reopen':
      return { kind: message.kind };
    case 'reveal':
      return isPlace(message.place) ? { kind: 'reveal', place: message.place } : null;
    case 'copy':
      return typeof message.text === 'string' && message.text.length <= longestCopy ? { kind: 'copy', text: message.text } : null;
    case 'shown':
      return isIndex(message.id) && isIndex(message.at) && isIndex(message.total)
        ? { kind: 'shown', id: message.id, at: message.at, total: message.total }
        : null;
    case 'request':
      return requestId(message.message) === null || !isCount(message.channel)
        ? null
        : { kind: 'request', channel: message.channel, message: message.message };
    case 'close':
      return isCount(message.channel) ? { kind: 'close', channel: message.channel } : null;
    default:
      return null;
  }
}

function isPlace(value: unknown): value is SourcePlace {
  return isRecord(value) && typeof value.file === 'string' && value.file !== '' && isCount(value.line) && isCount(value.column);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
