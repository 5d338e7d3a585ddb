// `trace-concurrency run`: a program traced, and what became of it.

import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { constants as systemConstants } from 'node:os';
import { dirname, resolve } from 'node:path';
import { HostError, refusal } from '../host/errors.ts';
import { takeLifeline } from '../host/lifeline.ts';
import { type RunRequest, type RunResult, runTraced } from '../host/runTraced.ts';
import { endAs } from '../host/signals.ts';
import { traceBytes } from '../host/traceBytes.ts';
import { failureOf } from './exitCodes.ts';
import { runHelp } from './help.ts';
import { htmlParts } from './htmlExport.ts';
import type { Installation } from './installation.ts';
import type { ParsedOptions } from './options.ts';
import { writeOutput } from './output.ts';
import { showProgress } from './progress.ts';
import { readRecordingOptions, recordingOptions } from './recordingOptions.ts';
import { reportRun } from './runReport.ts';
import { UsageError } from './usageError.ts';
import type { Verb } from './verb.ts';

export const runVerb: Verb = {
  help: runHelp,
  options: {
    out: 'value',
    html: 'value',
    json: 'flag',
    quiet: 'flag',
    progress: 'flag',
    node: 'value',
    level: 'value',
    ...recordingOptions,
  },
  optionsEndAtWord: true,
  act: run,
};

/** Runs, reports on stderr, and ends this process as the program ended. */
async function run(parsed: ParsedOptions, installation: Installation): Promise<void> {
  const html = parsed.values.get('html');
  const request = requestOf(parsed, installation);
  if (html !== undefined) checkWritable(html);
  const stopProgress = parsed.flags.has('progress') ? showProgress(process.stderr) : undefined;
  const lifeline = await takeLifeline(process.env);
  const result = await runTraced({ ...request, lifeline, onStart: stopProgress?.started });
  stopProgress?.stop();
  // Whatever goes wrong from here on is told, and changes nothing in how the program ended.
  if (result.failure !== null) complain(`${result.failure}; what was recorded stays in ${result.trace}`);
  const page = html === undefined ? null : await tryPage(html, result, installation);
  if (!parsed.flags.has('quiet')) tryReport(result, page, parsed.flags.has('json'));
  endAs(result.ended, (signal) => systemConstants.signals[signal as NodeJS.Signals] ?? 0);
}

function requestOf(parsed: ParsedOptions, installation: Installation): RunRequest {
  const [first, ...rest] = parsed.words;
  const level = parsed.values.get('level') ?? 'full';
  if (level !== 'light' && level !== 'full') throw new UsageError(`unknown level "${level}", expected light or full`);
  if (first === undefined) throw new UsageError(`expected a ${parsed.dashes ? 'command' : 'program'} to run, found nothing`);
  return {
    kind: parsed.dashes ? 'command' : 'program',
    words: [first, ...rest],
    cwd: process.cwd(),
    environment: process.env,
    node: parsed.values.get('node'),
    out: parsed.values.get('out'),
    level,
    ...readRecordingOptions(parsed),
    preload: installation.preload,
  };
}

/** Found before the program runs rather than after it. */
function checkWritable(file: string): void {
  const folder = dirname(resolve(file));
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new HostError('OUTPUT_UNWRITABLE', `${file}: can't be written: ${refusal(error)}`, { cause: error });
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new HostError('OUTPUT_UNWRITABLE', `${file}: expected a file to write, found a folder`);
}

async function tryPage(html: string, result: RunResult, installation: Installation): Promise<string | null> {
  try {
    await writeOutput(html, htmlParts(installation.timelinePage, traceBytes(result.trace)));
    return html;
  } catch (error) {
    complain(describe(error));
    return null;
  }
}

function tryReport(result: RunResult, page: string | null, json: boolean): void {
  try {
    reportRun(result, page, json, process.stderr);
  } catch (error) {
    complain(`no summary: ${describe(error)}; the trace is ${result.trace}`);
  }
}

function complain(fault: string): void {
  process.stderr.write(`trace-concurrency: ${fault}\n`);
}

function describe(error: unknown): string {
  try {
    return failureOf(error, 'run').line.replace(/^trace-concurrency: /, '');
  } catch {
    return refusal(error);
  }
}
