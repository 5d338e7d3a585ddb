// The findings of a run in the Problems panel: while it records, and all when it has ended.

import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { manifestFileName } from '../../model/launch.ts';
import type { OpenedTraces } from '../editor/openedTraces.ts';
import { runFolderOf } from '../editor/traceOnDisk.ts';
import type { Program } from '../programs/program.ts';
import type { Recording } from '../runs/recording.ts';
import type { Settings } from '../settings.ts';
import { followFindings } from './followFindings.ts';
import type { FoundRun, Problems } from './problems.ts';

interface Surroundings {
  readonly traces: OpenedTraces;
  readonly problems: Problems;
}

/** Resolves when all of them are shown, or there are none to show; rejects when the trace can't be read. */
export async function watchFindings(recording: Recording, when: Settings['findings'], { traces, problems }: Surroundings): Promise<void> {
  const run = foundRunOf(recording);
  // Its source has changed since, or the person wants to know whether it is better now.
  problems.clear(run.program);
  if (when === 'never') return;
  await (when === 'whileRunning' ? recording.visible : recording.ended);
  if (!isThere(recording.file)) return;
  let said = '';
  const { told } = followFindings(traces.hold(run.trace), (findings) => {
    const now = JSON.stringify(findings.map((finding) => ({ ...finding, evidence: null })));
    if (now !== said) problems.show(run, findings);
    said = now;
  });
  await told;
}

function isThere(file: string): boolean {
  return existsSync(file) || existsSync(`${runFolderOf(file)}/${manifestFileName}`);
}

function foundRunOf({ program, file }: Recording): FoundRun {
  return { program: keyOf(program), trace: vscode.Uri.file(file), entry: program.kind === 'program' ? (program.words[0] ?? null) : null };
}

/** The same for every run of a program. */
export function keyOf({ words, cwd }: Pick<Program, 'words' | 'cwd'>): string {
  return JSON.stringify([cwd, ...words]);
}
