// The program's own async hooks: as they are enabled, what only the tracer makes them hear is kept from them.

import type { RecordedResources } from './asyncResources.ts';
import { util } from './nodeUtil.ts';
import { guarded } from './patchMethod.ts';
import type { Recorder } from './recorder.ts';

// As it is before the program, or we, put something else in its place.
const { getCallSites } = util;
/** The most that Node gives. */
const mostFrames = 200;

/** Enables a hook of the program's own by `proceed`. */
export type EnableHook = (hook: object, proceed: () => unknown) => unknown;

export function enableProgramHooks(recorder: Recorder, resources: RecordedResources): EnableHook {
  // Later ones may find that Node followed the present continuation from its beginning: then its end must be told.
  let isFirst = true;
  return (hook, proceed) => {
    guarded(() => resources.hideFrom(hook));
    const { reaction } = recorder;
    const isHidden = isFirst && reaction !== undefined && (recorder.isContinuation || isCalledByNode());
    isFirst = false;
    return isHidden ? withoutEndOf(reaction, proceed) : proceed();
  };
}

/** The top level of a module runs in an async function of Node's loader. */
function isCalledByNode(): boolean {
  const sites = getCallSites(mostFrames);
  return sites.length < mostFrames && sites.at(-1)?.scriptName.startsWith('node:') === true;
}

type Follow = typeof import('node:v8').promiseHooks.createHook;
type Told = (promise: Promise<unknown>) => void;

/**
 * The engine gives a continuation a promise of its own, and tells of its end, only if there were hooks when it was
 * suspended: without the tracer there were none. Node follows promises by the hooks that it gives away.
 */
function withoutEndOf(continuation: object, proceed: () => unknown): unknown {
  const { promiseHooks } = process.getBuiltinModule('node:v8');
  const { createHook } = promiseHooks;
  const filtered = (told: Told | undefined): Told | undefined =>
    told === undefined ? undefined : (promise) => (promise === continuation ? undefined : told(promise));
  const follow: Follow = ({ after, settled, ...others }) =>
    createHook({ ...others, after: filtered(after) as Told, settled: filtered(settled) as Told });
  promiseHooks.createHook = follow;
  try {
    return proceed();
  } finally {
    promiseHooks.createHook = createHook;
  }
}
