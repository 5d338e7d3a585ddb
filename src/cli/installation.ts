// The files that stand beside the built command line.

import { join } from 'node:path';

export interface Installation {
  /** The tracer. */
  readonly preload: string;
  /** The page that shows a trace. */
  readonly timelinePage: string;
}

/** `folder`: that of the built command line. */
export function installationIn(folder: string): Installation {
  return { preload: join(folder, 'preload.cjs'), timelinePage: join(folder, 'timeline.html') };
}
