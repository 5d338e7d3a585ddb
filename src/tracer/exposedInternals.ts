// Node's own internals, where a program may look at them (`--expose-internals`): no hook of ours is there.

import { createRequire } from 'node:module';
import { type Disguise, guarded, replaceFunction } from './patchMethod.ts';

/** Then nothing may be installed that these would tell of, and that can't be hidden from them: observers are counted. */
export const areInternalsExposed: boolean = process.execArgv.includes('--expose-internals');

interface Exposed {
  readonly internalBinding: (name: string) => object;
}

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
    const { internalBinding } = withWarningsLater(() => internal('internal/test/binding') as Exposed);
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

/** The binding warns of itself when it is loaded: to be said when the program first takes something of it. */
function withWarningsLater(load: () => Exposed): Exposed {
  const { emitWarning } = process;
  const warnings: unknown[][] = [];
  process.emitWarning = (...args: unknown[]) => void warnings.push(args);
  try {
    const exposed = load();
    const { internalBinding } = exposed;
    Object.defineProperty(exposed, 'internalBinding', {
      configurable: true,
      enumerable: true,
      get() {
        Object.defineProperty(exposed, 'internalBinding', { value: internalBinding, configurable: true, enumerable: true, writable: true });
        for (const args of warnings) Reflect.apply(emitWarning, process, args);
        return internalBinding;
      },
    });
    return { internalBinding };
  } finally {
    process.emitWarning = emitWarning;
  }
}
