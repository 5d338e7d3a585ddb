// Which kinds of tasks are the person's own code, as opposed to the timers, sockets and reactions under it.

import type { TaskKind } from './vocabulary.ts';

export const functionKinds: readonly TaskKind[] = ['async function', 'async generator', 'root'];
