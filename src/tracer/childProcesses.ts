// Child processes: every child Node gets the preload and the contract; each child's birth and end is recorded.

import { resolve } from 'node:path';
import { optionsFromEnvFiles } from '../model/envFiles.ts';
import { type LaunchContract, launchVariable } from '../model/launch.ts';
import { refusesPreload } from '../model/permission.ts';
import { withPreload } from './nodeOptions.ts';
import { optionsInFile } from './optionsInFile.ts';
import { type Disguise, guarded, replaceFunction } from './patchMethod.ts';
import type { Recorder } from './recorder.ts';
import { processHandles, silentBinding } from './silentBinding.ts';

const longestCommand = 1000;

interface ProcessHandle {
  readonly pid?: number;
  onexit?: (code: number, signal: string) => void;
}

/** @returns the environment as `name=value`, with the tracer in it if the command can take it */
type Carry = (options: SpawnOptions) => string[];

interface SpawnOptions {
  readonly file?: unknown;
  readonly args?: unknown;
  readonly cwd?: unknown;
  readonly envPairs?: unknown;
}

/**
 * The environment is added to where Node hands it to the system: at the handle of a child, and at the binding of the
 * synchronous calls. Above that the program could see it, in options, `spawnargs` or diagnostics channels.
 */
export function installChildProcesses(recorder: Recorder, contract: LaunchContract, disguise: Disguise): void {
  const carry: Carry = (options) => carryTracer(options, contract);
  guarded(() => installAsynchronous(recorder, carry, disguise));
  guarded(() => installSynchronous(recorder, carry, disguise));
  replaceFunction(process, 'execve', disguise, (execve) => ({
    apply(_target, self: unknown, args: unknown[]) {
      recorder.flush();
      const environment = args[2] === undefined ? process.env : args[2];
      return Reflect.apply(execve, self, isUsable(environment) ? [args[0], args[1], carryInto(environment, contract)] : args);
    },
  }));
}

function installAsynchronous(recorder: Recorder, carry: Carry, disguise: Disguise): void {
  replaceFunction(processHandles(), 'spawn', disguise, (spawn) => ({
    apply(_target, handle: ProcessHandle, args: unknown[]) {
      // Newer versions pass the parts one by one: file, args, cwd, environment, …
      const isOptions = typeof args[0] === 'object' && args[0] !== null;
      const options: SpawnOptions = isOptions
        ? (args[0] as SpawnOptions)
        : { file: args[0], args: args[1], cwd: args[2], envPairs: args[3] };
      const envPairs = carry(options);
      const time = recorder.now();
      const error: unknown = Reflect.apply(
        spawn,
        handle,
        isOptions ? [withPairs(options, envPairs)] : args.slice(0, 3).concat([envPairs], args.slice(4)),
      );
      if (error === 0) guarded(() => recordSpawn(recorder, time, handle, describeCommand(options)));
      return error;
    },
  }));
}

function recordSpawn(recorder: Recorder, time: number, handle: ProcessHandle, command: string): void {
  const pid = handle.pid ?? 0;
  recorder.begin(command.length).spawnProcess(time, pid, command);
  const exited = handle.onexit;
  if (exited === undefined) return;
  handle.onexit = (code, signal) => {
    guarded(() => recordExit(recorder, pid, code, signal));
    Reflect.apply(exited, handle, [code, signal]);
  };
}

function recordExit(recorder: Recorder, pid: number, code: unknown, signal: unknown): void {
  recorder.begin(20).processExited(recorder.now(), pid, typeof code === 'number' ? code : 0, typeof signal === 'string' ? signal : '');
}

interface SyncResult {
  readonly pid?: number;
  readonly status?: number | null;
  readonly signal?: string | null;
}

/** `spawnSync`, `execSync` and `execFileSync` all end in one function of a binding; its accessor is old, but the only way to all of them. */
function installSynchronous(recorder: Recorder, carry: Carry, disguise: Disguise): void {
  const binding = silentBinding('spawn_sync');
  replaceFunction(binding, 'spawn', disguise, (spawn) => ({
    apply(_target, self: unknown, args: [SpawnOptions]) {
      const options = args[0];
      const time = recorder.now();
      const result = Reflect.apply(spawn, self, [withPairs(options, carry(options))] as never) as SyncResult;
      guarded(() => {
        const { pid = 0, status, signal } = result;
        if (pid === 0) return;
        const command = describeCommand(options);
        recorder.begin(command.length).spawnProcess(time, pid, command);
        recordExit(recorder, pid, status, signal);
      });
      return result;
    },
  }));
}

/** Options that Node has made have no prototype: on another one the system's call would find what a program put there. */
function withPairs(options: SpawnOptions, envPairs: readonly string[]): SpawnOptions {
  return Object.assign(Object.create(Object.getPrototypeOf(options) as object | null), options, { envPairs });
}

function describeCommand(options: SpawnOptions): string {
  return wordsOf(options).join(' ').slice(0, longestCommand);
}

function wordsOf({ file, args }: SpawnOptions): readonly string[] {
  return Array.isArray(args) && args.length > 0 ? args.map(describeWord) : [describeWord(file)];
}

/** What is no string becomes one only for the system: to ask it twice is not ours. */
function describeWord(word: unknown): string {
  return typeof word === 'string' ? word : typeof word === 'number' ? String(word) : `<${typeof word}>`;
}

/** A child without an environment of its own inherits that of the process. */
function carryTracer(spawned: SpawnOptions, contract: LaunchContract): string[] {
  const pairs = spawned.envPairs;
  const command = wordsOf(spawned);
  const given = Array.isArray(pairs) ? pairs.map(String) : Object.keys(process.env).map((name) => `${name}=${process.env[name]}`);
  const prefix = 'NODE_OPTIONS=';
  const own = given.find((pair) => pair.startsWith(prefix))?.slice(prefix.length);
  const options =
    own ?? optionsFromEnvFiles(command, (path) => optionsInFile(resolve(typeof spawned.cwd === 'string' ? spawned.cwd : '', path)));
  if (refusesPreload(command, options)) return given;
  const others = given.filter((pair) => !pair.startsWith(prefix) && !pair.startsWith(`${launchVariable}=`));
  return others.concat(prefix + withPreload(options, contract.preload), `${launchVariable}=${contractFor(options, contract)}`);
}

/** What Node would refuse must be refused as it was given. */
function isUsable(environment: unknown): environment is NodeJS.ProcessEnv {
  if (typeof environment !== 'object' || environment === null) return false;
  return Object.entries(environment).every((entry) => typeof entry[1] === 'string' && !`${entry[0]}${entry[1]}`.includes('\0'));
}

function carryInto(environment: NodeJS.ProcessEnv, contract: LaunchContract): object {
  const options = environment.NODE_OPTIONS;
  return { ...environment, NODE_OPTIONS: withPreload(options, contract.preload), [launchVariable]: contractFor(options, contract) };
}

function contractFor(options: string | undefined, contract: LaunchContract): string {
  return JSON.stringify({ ...contract, nodeOptions: options ?? null });
}
