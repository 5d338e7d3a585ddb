// The item in the status bar while a program is recorded: which, for how long, how much is recorded, and a click that stops it.

import * as vscode from 'vscode';
import { RecordCount } from '../../host/countRecords.ts';
import { runFolderOf } from '../editor/traceOnDisk.ts';
import type { Recording } from './recording.ts';
import type { Recordings } from './recordings.ts';
import { recordsText } from './runWords.ts';

const everyMs = 1000;

/** Shows the item whenever something is recorded; it exists only then. */
export function showRecordings(recordings: Recordings): vscode.Disposable {
  let item: vscode.StatusBarItem | undefined;
  let timer: NodeJS.Timeout | undefined;
  const counts = new WeakMap<Recording, RecordCount>();
  const recordsOf = (recording: Recording): number => {
    const count = counts.get(recording) ?? new RecordCount(runFolderOf(recording.file));
    counts.set(recording, count);
    return count.read();
  };

  const update = (): void => {
    const [newest] = recordings.running.toReversed();
    if (newest === undefined) {
      clearInterval(timer);
      timer = undefined;
      item?.dispose();
      item = undefined;
      return;
    }
    item ??= createItem();
    timer ??= setInterval(update, everyMs);
    item.text = `$(${newest.isPaused ? 'debug-pause' : 'record'}) ${textOf(newest, recordsOf(newest), recordings.running.length - 1)}`;
    item.tooltip = newest.isPaused
      ? vscode.l10n.t('Trace Concurrency has paused the recording of {0}. Click to stop the program.', newest.program.name)
      : vscode.l10n.t('Trace Concurrency records {0}. Click to stop.', newest.program.name);
  };
  const listening = recordings.onChange(update);
  return {
    dispose() {
      listening.dispose();
      clearInterval(timer);
      item?.dispose();
    },
  };
}

function createItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('traceConcurrency.recording', vscode.StatusBarAlignment.Left, 50);
  item.name = 'Trace Concurrency';
  item.command = 'traceConcurrency.stop';
  item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
  item.show();
  return item;
}

function textOf(recording: Recording, records: number, others: number): string {
  const seconds = Math.floor((Date.now() - recording.startedAtMs) / 1000);
  const elapsed = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const more = others > 0 ? ` +${others}` : '';
  return `${recording.program.name} ${elapsed} · ${recordsText(records)}${more}`;
}
