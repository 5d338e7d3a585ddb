// Node's old door to its bindings, opened without the warning: for what is to be had in no other way.

/** @throws Error when this Node does not give that binding away. */
export function silentBinding(name: string): object {
  const inside = process as unknown as { binding(name: string): object; noDeprecation?: boolean };
  // What `--no-deprecation` has set there can't be written.
  if (inside.noDeprecation === true) return inside.binding(name);
  const before = Object.getOwnPropertyDescriptor(inside, 'noDeprecation');
  // Under `--pending-deprecation` the call would print a warning.
  inside.noDeprecation = true;
  try {
    return inside.binding(name);
  } finally {
    if (before === undefined) delete inside.noDeprecation;
    else Object.defineProperty(inside, 'noDeprecation', before);
  }
}

/** What the handles of all child processes inherit. To make one would take an async id from the program. */
export function processHandles(): { readonly getAsyncId?: (this: object) => number } {
  const { Process } = silentBinding('process_wrap') as { readonly Process: { readonly prototype: object } };
  return Process.prototype;
}
