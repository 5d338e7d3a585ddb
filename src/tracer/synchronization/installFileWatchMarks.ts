// fs.watch and fs.watchFile: each time that a watched path is said to have changed, as a mark. Who changed it nobody tells.

import { codeOf, markKinds } from '../../model/vocabulary.ts';
import type { AsyncResources } from '../asyncResources.ts';
import { type Disguise, guarded, patchMethod } from '../patchMethod.ts';
import type { Recorder } from '../recorder.ts';

const watched = codeOf(markKinds, 'fs.watch');

/** A handle of either sort is told its path by `start`, right after it was made. */
export function installFileWatchMarks(recorder: Recorder, resources: AsyncResources, disguise: Disguise): void {
  const patched = new WeakSet<object>();
  const ids = new WeakMap<object, number>();
  resources.onInit(['FSEVENTWRAP', 'STATWATCHER'], (asyncId, _type, handle) => {
    ids.set(handle, asyncId);
    const prototype = Object.getPrototypeOf(handle) as object;
    if (patched.has(prototype)) return;
    patched.add(prototype);
    patchMethod(prototype, 'start', disguise, (self, args, proceed) => {
      const id = ids.get(self as object);
      const path = String(args[0]);
      if (id !== undefined) resources.watch(id, () => guarded(() => recorder.mark(watched, path)));
      return proceed();
    });
  });
}
