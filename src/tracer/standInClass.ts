// Classes of ours in the place of Node's, which can't be told from them.

import type { Disguise } from './patchMethod.ts';

type Class = abstract new (...args: never[]) => object;
/** What `new` does: makes an instance of the original for `newTarget`. */
type Construct<Original> = (args: unknown[], newTarget: Original) => object;

/**
 * In stacks V8 names a receiver by its `constructor`, if that is a function, by the name that it has in its source:
 * a Proxy would show each `Worker` as an EventEmitter.
 */
const classes = {
  Worker: (construct: Construct<Class>): Class => {
    // A declaration: the name of an expression that nobody uses is dropped when the bundle is made.
    class Worker {
      constructor(...args: unknown[]) {
        // biome-ignore lint/correctness/noConstructorReturn: the instance is the original's
        return construct(args, new.target);
      }
    }
    return Worker;
  },
  BroadcastChannel: (construct: Construct<Class>): Class => {
    class BroadcastChannel {
      constructor(...args: unknown[]) {
        // biome-ignore lint/correctness/noConstructorReturn: the instance is the original's
        return construct(args, new.target);
      }
    }
    return BroadcastChannel;
  },
};

export function hasStandIn(name: string): name is keyof typeof classes {
  return Object.hasOwn(classes, name);
}

/** A class that has all that `original` has, and runs `construct` for `new`. */
export function standInClass<Original extends Class>(
  name: keyof typeof classes,
  original: Original,
  disguise: Disguise,
  construct: Construct<Original>,
): Original {
  const replacement = classes[name](construct as Construct<Class>) as Original;
  copyProperties(original, replacement);
  copyProperties(original.prototype as object, replacement.prototype as object);
  disguise(replacement, original);
  return replacement;
}

function copyProperties(from: object, to: object): void {
  Object.setPrototypeOf(to, Object.getPrototypeOf(from) as object | null);
  for (const key of Reflect.ownKeys(from)) {
    const property = key === 'prototype' || key === 'constructor' ? undefined : Object.getOwnPropertyDescriptor(from, key);
    if (property !== undefined) Object.defineProperty(to, key, property);
  }
}
