// The ports in a transfer list, read without running code of the program.

import { MessagePort } from 'node:worker_threads';
import { util } from '../nodeUtil.ts';

const { types } = util;

/** `list`: the second argument of postMessage: an array of things to transfer, or options with one. */
export function transferredPorts(list: unknown): readonly object[] {
  if (typeof list !== 'object' || list === null || types.isProxy(list)) return none;
  if (Array.isArray(list)) return portsAmong(list);
  if (types.isSet(list)) return [...list].filter(isPort);
  const transfer = dataProperty(list, 'transfer');
  return Array.isArray(transfer) ? transferredPorts(transfer) : none;
}

/** The value of an own property that is no accessor. */
export function dataProperty(owner: unknown, name: string): unknown {
  if (typeof owner !== 'object' || owner === null || types.isProxy(owner)) return undefined;
  return Object.getOwnPropertyDescriptor(owner, name)?.value;
}

/** Most values that are looked at for ports in what a worker was started with. */
const longestSearch = 10_000;

/** The ports inside a value that came by structured clone, which has no accessors and no Proxies. */
export function portsWithin(value: unknown): readonly object[] {
  const ports = new Set<object>();
  const seen = new Set<object>();
  const rest: unknown[] = [value];
  while (rest.length > 0 && seen.size < longestSearch) {
    const next = rest.pop();
    if (typeof next !== 'object' || next === null || seen.has(next) || ArrayBuffer.isView(next)) continue;
    seen.add(next);
    if (isPort(next)) ports.add(next);
    else if (next instanceof Map) rest.push(...next.keys(), ...next.values());
    else if (next instanceof Set) rest.push(...next);
    else rest.push(...Object.values(next));
  }
  return [...ports];
}

/** Without the array's own methods, which may be the program's. */
function portsAmong(list: readonly unknown[]): readonly object[] {
  const ports: object[] = [];
  for (let index = 0; index < list.length; index++) if (isPort(list[index])) ports.push(list[index] as object);
  return ports;
}

function isPort(value: unknown): value is MessagePort {
  return value instanceof MessagePort;
}

const none: readonly object[] = [];
