// The end of a switch over a closed union.

/** Fails to compile when a case is missing; throws when the value came from outside. */
export function assertUnreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}
