// The settings as the rest of the extension uses them, for one resource.

import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import type { LimitTexts } from './runs/limitWords.ts';

export interface Settings {
  /** The Node to use; empty when the person names none. */
  readonly node: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Relative to the workspace folder, or absolute. */
  readonly tracesFolder: string;
  /** How many traces to keep; 0 keeps all. */
  readonly keepRuns: number;
  readonly openTimeline: 'whileRunning' | 'afterwards' | 'never';
  /** When findings are shown in the Problems panel. */
  readonly findings: 'whileRunning' | 'afterwards' | 'never';
  /** How much is recorded. */
  readonly level: 'light' | 'full';
  /** Where what is recorded ends. */
  readonly limits: LimitTexts;
  /** Nothing is recorded until the person asks for it. */
  readonly startPaused: boolean;
}

export const settingsSection = 'traceConcurrency';
const defaultTracesFolder = '.trace-concurrency';

/** What is of the wrong type in settings.json counts as not set. */
export function readSettings(scope: vscode.Uri | undefined): Settings {
  const from = vscode.workspace.getConfiguration(settingsSection, scope);
  const texts = from.get<unknown>('arguments');
  const environment = from.get<unknown>('environment');
  const open = from.get<unknown>('openTimeline');
  const findings = from.get<unknown>('findings');
  return {
    node: asText(from.get('node')).trim(),
    arguments: Array.isArray(texts) ? texts.map(String) : [],
    environment:
      typeof environment === 'object' && environment !== null
        ? Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]))
        : {},
    tracesFolder: asText(from.get('tracesFolder')).trim() || defaultTracesFolder,
    keepRuns: Math.max(0, Math.floor(Number(from.get('keepRuns')) || 0)),
    openTimeline: open === 'afterwards' || open === 'never' ? open : 'whileRunning',
    findings: findings === 'afterwards' || findings === 'never' ? findings : 'whileRunning',
    level: from.get<unknown>('level') === 'light' ? 'light' : 'full',
    limits: { keep: asText(from.get('keep')).trim(), limit: asText(from.get('limit')).trim(), rate: asText(from.get('rate')).trim() },
    startPaused: from.get<unknown>('startPaused') === true,
  };
}

/** The folder of traces of a workspace folder on disk. */
export function tracesFolderOf(folder: vscode.WorkspaceFolder): string {
  const { tracesFolder } = readSettings(folder.uri);
  return isAbsolute(tracesFolder) ? tracesFolder : join(folder.uri.fsPath, tracesFolder);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
