// The preload: enters the program before its first line, and leaves no trace of having come.

import { beginTracing } from './beginTracing.ts';
import { takeLaunch } from './takeLaunch.ts';

const launch = takeLaunch();
if (launch !== undefined) {
  try {
    beginTracing(launch);
  } catch {
    // The program runs untraced, which the host sees by the missing segment.
  }
}
