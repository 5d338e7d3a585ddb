// What crosses between the extension and the worker that reads one trace.

import type { Texts } from '../../layout/say.ts';

/** What the worker has from its beginning. */
export interface ReaderData {
  /** The texts of the person's language. */
  readonly texts: Texts;
  /** That language, as VS Code names it. */
  readonly language: string;
}

/** To the worker. */
export type ToWorker =
  /** Reads the trace anew, from a path on this machine, or from bytes of a file that lies elsewhere. */
  | { readonly kind: 'read'; readonly from: { readonly path: string } | { readonly bytes: ArrayBuffer } }
  /** A request of one of a view's channels. */
  | { readonly kind: 'request'; readonly view: number; readonly channel: number; readonly message: unknown }
  /** The channel is closed; null: the view is gone with all of its channels. */
  | { readonly kind: 'forget'; readonly view: number; readonly channel: number | null };

/** From the worker. */
export type FromWorker =
  /** The trace answers. `live`: its program still runs, and the channel tells of what it adds. */
  | { readonly kind: 'read'; readonly live: boolean }
  | { readonly kind: 'unreadable'; readonly code: string; readonly message: string }
  | { readonly kind: 'answer'; readonly view: number; readonly channel: number; readonly message: unknown };
