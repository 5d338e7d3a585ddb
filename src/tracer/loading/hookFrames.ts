// Frames that stand in a stack because of the tracer: its own, and those that Node adds while async hooks are enabled.
//
//   callbackTrampoline                 between C++ and a callback, while a hook has `before` or `after`, or asked for the resource
//   (anonymous)                        below a callback of queueMicrotask, while any hook is enabled;
//   AsyncResource.runInAsyncScope      Node 22 has them always
//   AsyncResource.runMicrotask

import { type Disguise, guarded, hiddenProperty, replaceFunction } from '../patchMethod.ts';
import type { EnableHook } from '../programHooks.ts';

interface Frame {
  readonly file: unknown;
  readonly name: unknown;
}

const queues = 'node:internal/process/task_queues';
const hasMicrotaskFrames = process.versions.node.startsWith('22.');

export class HookFrames {
  /** The program's own hooks: with them Node's frames are there without us. */
  readonly #enabled = new Set<object>();

  /** Whether any hook of the program's own is enabled. */
  get areOthers(): boolean {
    return this.#enabled.size > 0;
  }

  /** Hears of the hooks that are enabled from now on. */
  watch(disguise: Disguise, enable: EnableHook): void {
    const prototype = Object.getPrototypeOf(process.getBuiltinModule('node:async_hooks').createHook({})) as object;
    for (const name of ['enable', 'disable'] as const) {
      replaceFunction(prototype, name, disguise, (original) => ({
        apply: (_target, self: object, args: unknown[]) => {
          const proceed = (): unknown => Reflect.apply(original, self, args);
          const result = name === 'enable' ? enable(self, proceed) : proceed();
          guarded(() => void (name === 'enable' ? this.#enabled.add(self) : this.#enabled.delete(self)));
          return result;
        },
      }));
    }
  }

  /** Which of these frames would not be there without the tracer. */
  among(frames: readonly Frame[], ownFile: unknown): readonly boolean[] {
    const ofTrampoline = !this.#someHear();
    const ofMicrotask = !hasMicrotaskFrames && this.#enabled.size === 0;
    return frames.map(({ file, name }, index) => {
      if (file === ownFile) return true;
      if (name === 'callbackTrampoline') return ofTrampoline && file === 'node:internal/async_hooks';
      if (!ofMicrotask) return false;
      if (name === 'runInAsyncScope') return file === 'node:async_hooks' && isOfMicrotask(frames[index - 1]);
      return file === queues && (name === 'runMicrotask' || isOfMicrotask({ file, name }));
    });
  }

  #someHear(): boolean {
    for (const hook of this.#enabled) {
      if (hiddenProperty(hook, 'before') !== undefined || hiddenProperty(hook, 'after') !== undefined) return true;
      // As that of AsyncLocalStorage in Node 22.
      if (String(hiddenProperty(hook, 'init')).includes('executionAsyncResource')) return true;
    }
    return false;
  }
}

/** The one function without a name in that file. */
function isOfMicrotask(frame: Frame | undefined): boolean {
  return frame?.file === queues && (frame.name === null || frame.name === '');
}
