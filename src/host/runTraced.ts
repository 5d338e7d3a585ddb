// One traced run, from the folder to the closed trace file.

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { formatVersion } from '../model/container.ts';
import { optionsFromEnvFiles } from '../model/envFiles.ts';
import { type LaunchContract, noLimits, type Recording, type RecordingLimits, type RunManifest } from '../model/launch.ts';
import { refusesPreload } from '../model/permission.ts';
import { cacheFolder } from './cacheFolder.ts';
import { HostError, refusal } from './errors.ts';
import type { Lifeline } from './lifeline.ts';
import { describeMachine } from './machine.ts';
import { chooseNode } from './nodeVersion.ts';
import { packRun } from './packRun.ts';
import { programEnvironment } from './programEnvironment.ts';
import { makeRunFolder, type RunPlace, removeRunFolder, writeManifest } from './runFolder.ts';
import { endRun, type RunOfProcesses } from './runProcesses.ts';
import { type Sampling, startSampling } from './sampling/sampler.ts';
import { passSignals } from './signals.ts';
import { stopRecording } from './startAndStop.ts';
import { writeFileBeside } from './writeBeside.ts';
import { awaitWriters } from './writers.ts';

export interface RunRequest {
  /** `program`: its path and arguments, for Node. `command`: any command and its arguments. */
  readonly kind: 'program' | 'command';
  readonly words: readonly [string, ...string[]];
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The Node to use; for a command it comes first on its PATH. */
  readonly node?: string | undefined;
  /** The trace file. */
  readonly out?: string | undefined;
  readonly level: LaunchContract['level'];
  /** `mapped`, when left out: where it can be had, else buffered. */
  readonly recording?: Recording | undefined;
  /** None, when left out. */
  readonly limits?: RecordingLimits | undefined;
  /** Nothing is recorded until {@link startRecording}. */
  readonly isStopped?: boolean | undefined;
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** When it is cut, everything that the run started is ended; without one a run that outlives its parent goes on. */
  readonly lifeline?: Lifeline | null;
  /** Called once, when the program has been started. */
  readonly onStart?: ((place: RunPlace) => void) | undefined;
}

export interface RunResult {
  readonly ended: { readonly code: number | null; readonly signal: NodeJS.Signals | null };
  /** The trace file; or the run's folder when it could not be packed. */
  readonly trace: string;
  /** Why there is no trace file, on one line; null when there is. */
  readonly failure: string | null;
  /** Traced processes that were still running when the trace was closed. */
  readonly stillRunning: readonly number[];
}

/**
 * Runs a program traced, with our standard streams, and packs what it recorded. Signals are passed on while it runs.
 * @throws HostError when it could not be started; from then on trouble with recording is told in the result
 */
export async function runTraced(request: RunRequest): Promise<RunResult> {
  const [file, args, environment] = commandLine(request);
  if (statSync(request.preload, { throwIfNoEntry: false }) === undefined) {
    throw new HostError('TRACER_MISSING', `${request.preload}: expected the tracer, found no such file`);
  }
  const place = makeRunFolder(request.cwd, request.out, request.words[0], new Date());
  const manifest = describeRun(request);
  const program = await start(request, place, manifest, [file, args, environment]);
  const sampler = manifest.machine.unsampled === undefined ? startSampling(samplingOf(place, manifest)) : null;
  try {
    request.onStart?.(place);
    const processes: RunOfProcesses = { id: manifest.run, folder: place.folder, launcher: process.pid, program: program.pid };
    const isEnding = endWhenCut(request.lifeline ?? null, processes);
    const ended = await program.ended;
    await isEnding(ended);
    sampler?.stop();
    return await finish(place, manifest, ended);
  } finally {
    // Only now: a signal that comes while the trace is packed has nobody to reach, and half a file helps nobody.
    program.stopPassing();
    request.lifeline?.release();
  }
}

/** What ended the program by a signal may be ending its terminal as well. */
const signalGraceMs = 250;

/** Returns what waits, once the lifeline is cut, until nothing of the run is left; it waits for nothing before. */
function endWhenCut(lifeline: Lifeline | null, run: RunOfProcesses): (ended: RunResult['ended']) => Promise<void> {
  const ending = lifeline?.cut.then(() => endRun(run));
  return async ({ signal }) => {
    if (lifeline !== null && (await lifeline.isCut(signal === null ? 0 : signalGraceMs))) await ending;
  };
}

interface RunningProgram {
  readonly pid: number;
  readonly ended: Promise<RunResult['ended']>;
  stopPassing(): void;
}

/** Resolves when the program runs. @throws HostError when the folder can't be written or the system refuses; the folder is gone then */
async function start(request: RunRequest, place: RunPlace, manifest: RunManifest, line: CommandLine): Promise<RunningProgram> {
  try {
    writeManifest(place.folder, manifest);
    if (request.isStopped === true) stopRecording(place.folder);
    const [file, args, environment] = line;
    const contract = makeContract(request, place, manifest);
    const env = refusesPreload(request.words, contract.nodeOptions) ? environment : programEnvironment(environment, contract);
    return await spawnProgram(file, args, request.cwd, env);
  } catch (error) {
    removeRunFolder(place.folder);
    if (error instanceof HostError) throw error;
    throw new HostError('OUTPUT_UNWRITABLE', `${place.folder}: can't be written: ${refusal(error)}`, { cause: error });
  }
}

function spawnProgram(file: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<RunningProgram> {
  const child = spawn(file, args, { cwd, env, stdio: 'inherit' });
  const stopPassing = passSignals(child);
  const ended = new Promise<RunResult['ended']>((done) => {
    child.once('exit', (code, signal) => done({ code, signal }));
  });
  return new Promise((started, failed) => {
    child.once('spawn', () => started({ pid: child.pid!, ended, stopPassing }));
    child.once('error', (error) => {
      stopPassing();
      failed(new HostError('COMMAND_NOT_FOUND', `${file}: can't be started: ${refusal(error)}`, { cause: error }));
    });
  });
}

/** What is executed: file, arguments, environment. */
type CommandLine = readonly [file: string, args: readonly string[], environment: NodeJS.ProcessEnv];

function commandLine({ kind, words, node, environment }: RunRequest): CommandLine {
  if (kind === 'program') return [chooseNode(node).path, words, environment];
  const [file, ...args] = words;
  if (node === undefined) return [file, args, environment];
  const folder = dirname(resolve(chooseNode(node).path));
  return [file, args, { ...environment, PATH: [folder, environment.PATH].filter(Boolean).join(delimiter) }];
}

function describeRun(request: RunRequest): RunManifest {
  return {
    version: formatVersion,
    run: makeRunId(),
    startedAt: new Date().toISOString(),
    origin: String(process.hrtime.bigint()),
    command: request.words,
    cwd: request.cwd,
    level: request.level,
    machine: describeMachine(),
  };
}

function samplingOf({ folder }: RunPlace, { run, origin, machine }: RunManifest): Sampling {
  return { folder, run, origin: BigInt(origin), cpus: machine.cpus, proc: '/proc' };
}

/** No two runs have the same. It keeps no secret, and loading node:crypto costs a tenth of the launcher's time. */
function makeRunId(): string {
  const random = Array.from({ length: 2 }, () => Math.floor(Math.random() * 2 ** 52).toString(36));
  return [Date.now().toString(36), process.pid.toString(36), ...random].join('-');
}

function makeContract(request: RunRequest, place: RunPlace, manifest: RunManifest): LaunchContract {
  return {
    run: manifest.run,
    folder: place.folder,
    preload: request.preload,
    cache: makeCache(request.environment, place),
    origin: manifest.origin,
    level: request.level,
    nodeOptions: request.environment.NODE_OPTIONS ?? optionsOf(request) ?? null,
    output: true,
    recording: request.recording ?? 'mapped',
    limits: request.limits ?? noLimits,
  };
}

function optionsOf({ kind, words, cwd }: RunRequest): string | undefined {
  return optionsFromEnvFiles(kind === 'program' ? ['node', ...words] : words, (path) => optionsIn(path, cwd));
}

function optionsIn(path: string, folder: string): string | undefined {
  try {
    return parseEnv(readFileSync(resolve(folder, path), 'utf8')).NODE_OPTIONS;
  } catch {
    return undefined;
  }
}

/** A home that can't be written costs speed, not the run. */
function makeCache(environment: NodeJS.ProcessEnv, place: RunPlace): string {
  const wanted = cacheFolder(environment, process.platform);
  try {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    return wanted;
  } catch {
    return place.folder;
  }
}

async function finish(place: RunPlace, manifest: RunManifest, ended: RunResult['ended']): Promise<RunResult> {
  const atNs = Number(process.hrtime.bigint() - BigInt(manifest.origin));
  const stillRunning = await awaitWriters(place.folder);
  try {
    writeManifest(place.folder, { ...manifest, ended: { atNs, ...ended } });
    writeFileBeside(place.file, packRun(place.folder));
  } catch (error) {
    return { ended, trace: place.folder, failure: `${place.file}: can't be written: ${refusal(error)}`, stillRunning };
  }
  removeRunFolder(place.folder);
  return { ended, trace: place.file, failure: null, stillRunning };
}
