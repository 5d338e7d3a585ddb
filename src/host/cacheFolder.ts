// Where instrumented source is kept between runs: the person's own cache, since what lies there is executed.

import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder for this platform; it may not exist yet. */
export function cacheFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  return join(platformCache(environment, platform), 'trace-concurrency');
}

function platformCache(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (environment.XDG_CACHE_HOME) return environment.XDG_CACHE_HOME;
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}
