// Node's own internals, where a program may look at them (`--expose-internals`): no hook of ours is there.

import { createRequire } from 'node:module';
import { type Disguise, guarded, replaceFunction } from './patchMethod.ts';

/** Then nothing may be installed that these would tell of, and that can't be hidden from them: observers are counted. */
export const areInternalsExposed: boolean = process.execArgv.includes('--expose-internals');

interface OwnHooks {
  /** Whether the program has async hooks of its own. */
  hasOthers(): boolean;
  readonly promiseHooks: readonly object[];
}

export function hideFromInternals({ hasOthers, promiseHooks }: OwnHooks, disguise: Disguise): void {
  if (!areInternalsExposed) return;
  const internal = createRequire(process.execPath);
  guarded(() => {
    replaceFunction(internal('internal/async_hooks') as object, 'enabledHooksExist', disguise, () => ({ apply: () => hasOthers() }));
  });
  guarded(() => {
    const { internalBinding } = withoutWarnings(() => internal('internal/test/binding')) as { internalBinding(name: string): object };
    // To a preload it gives them as globals too.
    for (const name of ['internalBinding', 'primordials']) Reflect.deleteProperty(globalThis, name);
    replaceFunction(internalBinding('async_wrap'), 'getPromiseHooks', disguise, (original) => ({
      apply: (_target, self: unknown, args: never[]) => {
        const hooks = Reflect.apply(original, self, args) as readonly (object | undefined)[];
        return hooks.map((hook) => (hook !== undefined && promiseHooks.includes(hook) ? undefined : hook));
      },
    }));
  });
}

/** The binding warns of itself when it is loaded. Nothing of the program runs in between. */
function withoutWarnings<T>(action: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return action();
  } finally {
    process.emitWarning = emitWarning;
  }
}
