// Reads and writes of files: where Node hands them to the system, below all of its ways to ask for them.

import { accessSync, constants, existsSync } from 'node:fs';
import type { AsyncResources } from '../asyncResources.ts';
import { type Observer, observeCalls } from '../observedCalls.ts';
import { type Disguise, guarded } from '../patchMethod.ts';
import type { Recorder } from '../recorder.ts';
import { silentBinding } from '../silentBinding.ts';
import { HandedFiles } from './handedFiles.ts';

// Taken now: the program may replace them.
const [access, exists] = [accessSync, existsSync];

interface FileBinding {
  readonly FileHandle: { readonly prototype: object };
  /** Newer versions read and write a file with one request. */
  readonly ReadFileJob?: { readonly prototype: object };
  readonly WriteFileJob?: { readonly prototype: object };
}

export function installFileMarks(recorder: Recorder, resources: AsyncResources, ownFolders: readonly string[], disguise: Disguise): void {
  const files = new HandedFiles(recorder, ownFolders);
  const binding = silentBinding('fs') as FileBinding;
  const observe = (owner: object | undefined, name: string, observer: Observer): void =>
    observeCalls(owner, name, disguise, observer, () => files.areRecorded);
  const opens: Observer = (_self, args) => (result) => files.opened(args[0], args[1], result);
  observe(binding, 'open', opens);
  observe(binding, 'openFileHandle', opens);
  observe(binding, 'close', (_self, args) => void files.closing(args[0]));
  observe(binding.FileHandle.prototype, 'close', (handle) => void files.closing(Reflect.get(handle, 'fd')));
  observe(binding, 'readFileUtf8', (_self, args) => () => files.read(args[0]));
  observe(binding, 'writeFileUtf8', (_self, args) => () => files.written(args[0]));
  observe(binding, 'copyFile', (_self, args) => (args[3] === undefined ? () => files.written(args[1]) : undefined));
  observe(binding, 'rename', (_self, args) => {
    if (args[2] === undefined) return () => files.written(args[1]);
    if (!isThere(args[0])) return undefined;
    return () => whenDone(resources, () => isThere(args[0]) || files.written(args[1]));
  });
  observe(binding.ReadFileJob?.prototype, 'run', (_self, args) => () => {
    whenDone(resources, () => isFor(constants.R_OK, args[0]) && files.read(args[0]));
  });
  observe(binding.WriteFileJob?.prototype, 'run', (_self, args) => () => {
    whenDone(resources, () => isFor(constants.W_OK, args[0]) && files.written(args[0]));
  });
}

/** Acts when the request that has just been made calls back: it is the newest resource of all. It may have failed. */
function whenDone(resources: AsyncResources, act: () => unknown): void {
  const id = resources.lastAsyncId;
  resources.watch(id, () => {
    resources.unwatch(id);
    guarded(() => void act());
  });
}

function isThere(path: unknown): boolean {
  return typeof path === 'string' && exists(path);
}

function isFor(purpose: number, path: unknown): boolean {
  if (typeof path !== 'string') return false;
  access(path, purpose);
  return true;
}
