// The view of this workspace's runs: newest first, by folder when there are several.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import { liveWriters } from '../../host/writers.ts';
import { formatBytes, formatDuration } from '../../layout/format.ts';
import { runFolderOf } from '../editor/traceOnDisk.ts';
import { settingsSection, tracesFolderOf } from '../settings.ts';
import { type ListedRun, listRuns } from './readRun.ts';
import type { Recordings } from './recordings.ts';
import { recordsText } from './runWords.ts';

export const runsViewId = 'traceConcurrency.runs';

export type RunNode =
  | { readonly kind: 'folder'; readonly folder: vscode.WorkspaceFolder }
  | { readonly kind: 'run'; readonly run: ListedRun };

/** `elsewhere`: another window, or a command line, records it. */
type RunState = 'recording' | 'paused' | 'elsewhere' | 'ended' | 'failed' | 'unfinished';

export class RunsView implements vscode.TreeDataProvider<RunNode>, vscode.Disposable {
  readonly #recordings: Recordings;
  readonly #storage: string;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData: vscode.Event<undefined> = this.#changed.event;
  #watching: vscode.Disposable[] = [];

  /** @param storage - where traces go when a workspace can't be written */
  constructor(recordings: Recordings, storage: string) {
    this.#recordings = recordings;
    this.#storage = storage;
    recordings.onChange(() => this.refresh());
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  getChildren(node?: RunNode): RunNode[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (this.#watching.length === 0) this.#watch(folders);
    if (node?.kind === 'folder') return this.#runsOf(tracesFolderOf(node.folder));
    if (node !== undefined) return [];
    const stored = this.#runsOf(this.#storage);
    const withRuns = folders.filter((folder) => folder.uri.scheme === 'file' && this.#runsOf(tracesFolderOf(folder)).length > 0);
    void vscode.commands.executeCommand('setContext', `${settingsSection}.noTrace`, stored.length + withRuns.length === 0);
    if (withRuns.length > 1) return [...withRuns.map((folder): RunNode => ({ kind: 'folder', folder })), ...stored];
    return [...withRuns.flatMap((folder) => this.#runsOf(tracesFolderOf(folder))), ...stored];
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    if (node.kind === 'folder') {
      const item = new vscode.TreeItem(node.folder.name, vscode.TreeItemCollapsibleState.Expanded);
      item.iconPath = vscode.ThemeIcon.Folder;
      return item;
    }
    return runItem(node, this.#stateOf(node.run));
  }

  /** The newest run of the workspace, recording or not; undefined when there is none. */
  newest(): ListedRun | undefined {
    const runs = (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .flatMap((folder) => listRuns(tracesFolderOf(folder)));
    return [...runs, ...listRuns(this.#storage)].sort((one, other) => startText(other).localeCompare(startText(one)))[0];
  }

  dispose(): void {
    this.#changed.dispose();
    for (const watcher of this.#watching) watcher.dispose();
  }

  #runsOf(folder: string): RunNode[] {
    return listRuns(folder).map((run): RunNode => ({ kind: 'run', run }));
  }

  #stateOf(run: ListedRun): RunState {
    const recording = this.#recordings.find(run.file);
    if (recording !== undefined) return recording.isPaused ? 'paused' : 'recording';
    const ended = run.manifest?.ended;
    if (run.kind === 'unfinished') return liveWriters(runFolderOf(run.file)).length > 0 ? 'elsewhere' : 'unfinished';
    if (ended === undefined) return 'unfinished';
    return ended.signal === null && ended.code === 0 ? 'ended' : 'failed';
  }

  /** Only once somebody looks. */
  #watch(folders: readonly vscode.WorkspaceFolder[]): void {
    for (const folder of folders.filter(({ uri }) => uri.scheme === 'file')) {
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(vscode.Uri.file(tracesFolderOf(folder)), '*.ctrace'),
        false,
        true,
        false,
      );
      this.#watching.push(
        watcher,
        watcher.onDidCreate(() => this.refresh()),
        watcher.onDidDelete(() => this.refresh()),
      );
    }
  }
}

function startText({ manifest }: ListedRun): string {
  return manifest?.startedAt ?? '';
}

/** What a person calls the run: its file's name when they gave it one, else its program. */
export function nameOf({ file, manifest }: ListedRun): string {
  const name = basename(file, '.ctrace');
  const [command, ...rest] = manifest?.command ?? [];
  if (command === undefined || !/^\d{4}-\d\d-\d\dT/.test(name)) return name;
  return [basename(command), ...rest].join(' ');
}

function runItem(node: RunNode & { kind: 'run' }, state: RunState): vscode.TreeItem {
  const { run } = node;
  const item = new vscode.TreeItem(nameOf(run), vscode.TreeItemCollapsibleState.None);
  item.id = run.file;
  item.contextValue = `run ${state}`;
  item.iconPath = iconOf(state);
  item.description = describe(run, state);
  item.tooltip = tooltipOf(run, state);
  item.accessibilityInformation = { label: `${nameOf(run)}, ${stateWord(state)}, ${item.description}` };
  item.command = { command: 'traceConcurrency.openRun', title: vscode.l10n.t('Open Timeline'), arguments: [node] };
  return item;
}

function iconOf(state: RunState): vscode.ThemeIcon {
  switch (state) {
    case 'recording':
    case 'elsewhere':
      return new vscode.ThemeIcon('record', new vscode.ThemeColor('charts.red'));
    case 'paused':
      return new vscode.ThemeIcon('debug-pause', new vscode.ThemeColor('charts.yellow'));
    case 'ended':
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
    case 'unfinished':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'));
  }
}

function stateWord(state: RunState): string {
  switch (state) {
    case 'recording':
    case 'elsewhere':
      return vscode.l10n.t('recording');
    case 'paused':
      return vscode.l10n.t('paused');
    case 'ended':
      return vscode.l10n.t('ended normally');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'unfinished':
      return vscode.l10n.t('unfinished');
  }
}

function describe({ manifest, records }: ListedRun, state: RunState): string {
  if (manifest === null) return vscode.l10n.t('can’t be read');
  const at = new Date(manifest.startedAt);
  const today = at.toDateString() === new Date().toDateString();
  const when = today ? at.toLocaleTimeString(vscode.env.language) : at.toLocaleString(vscode.env.language);
  const howLong = manifest.ended === undefined ? stateWord(state) : formatDuration(manifest.ended.atNs);
  return [howLong, recordsText(records), when].join(' · ');
}

function tooltipOf({ manifest, file, bytes }: ListedRun, state: RunState): string {
  const ended = manifest?.ended;
  const how =
    ended === undefined ? stateWord(state) : ended.signal !== null ? ended.signal : vscode.l10n.t('exit code {0}', ended.code ?? 0);
  const lines = [manifest?.command.join(' '), manifest?.cwd, how, bytes > 0 ? formatBytes(bytes) : undefined, file];
  return lines.filter((line) => line !== undefined).join('\n');
}
