// Who is at the other end of a stream, in words.

import type { EndpointUse } from './endpointRows.ts';

/** An address, a path, or what a process calls the other one; docs/format.md has the keys. */
export function peerOf({ of, index }: EndpointUse): string {
  const { transport, key } = of.endpoints[index]!;
  if (transport === 'tcp' || transport === 'tls') return key.slice(key.indexOf('>') + 1);
  if (transport === 'http2') return key.slice(key.indexOf('>') + 1, key.indexOf(' '));
  if (transport === 'unix') return key.slice(key.indexOf(' ', key.indexOf(' ') + 1) + 1);
  if (transport === 'pipe') return pipePeer(key);
  return key.endsWith('p') ? `process ${key.slice(0, -1)}` : 'parent process';
}

const descriptors = ['stdin', 'stdout', 'stderr'];

/** `stdout of process 12`, as its parent calls it; in the child it has but the descriptor's name. */
function pipePeer(key: string): string {
  const [pid = '', rest = ''] = key.split('.');
  const fd = Number.parseInt(rest, 10);
  const name = descriptors[fd] ?? `descriptor ${fd}`;
  return rest[String(fd).length] === 'p' ? `${name} of process ${pid}` : name;
}
