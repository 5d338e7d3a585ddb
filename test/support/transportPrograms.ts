// The programs of test/programs/transports that print every message that they pass, as their command lines.

export const transportPrograms: readonly string[] = [
  'ports.mjs',
  'workers.mjs',
  'transferredPorts.mjs',
  'broadcast.mjs',
  'ipc.mjs',
  'ipc.mjs advanced',
  'tcp.mjs',
  'unix.mjs',
  'http.mjs',
  'fetch.mjs',
  'clusterHttp.mjs',
  'handles.mjs',
  'loader.mjs',
  'tree.mjs',
];
