// The item in the status bar while a program is recorded: which, for how long, and a click that stops it.

import * as vscode from 'vscode';
import { RecordedBytes } from '../../host/recordedBytes.ts';
import { formatBytes } from '../../layout/format.ts';
import { runFolderOf } from '../editor/traceOnDisk.ts';
import type { Recording } from './recording.ts';
import type { Recordings } from './recordings.ts';

const everyMs = 1000;

/** Shows the item whenever something is recorded; it exists only then. */
export function showRecordings(recordings: Recordings): vscode.Disposable {
  let item: vscode.StatusBarItem | undefined;
  let timer: NodeJS.Timeout | undefined;

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
    item.text = `$(record) ${textOf(newest, recordings.running.length - 1)}`;
    item.tooltip = vscode.l10n.t('Trace Concurrency records {0}. Click to stop.', newest.program.name);
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

function textOf(recording: Recording, others: number): string {
  const seconds = Math.floor((Date.now() - recording.startedAtMs) / 1000);
  const elapsed = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const size = formatBytes(bytesOf(recording));
  const more = others > 0 ? ` +${others}` : '';
  return `${recording.program.name} ${elapsed} · ${size}${more}`;
}

const counted = new WeakMap<Recording, RecordedBytes>();

function bytesOf(recording: Recording): number {
  const recorded = counted.get(recording) ?? new RecordedBytes(runFolderOf(recording.file));
  counted.set(recording, recorded);
  try {
    return recorded.count().bytes;
  } catch {
    // Not there yet, or packed already.
    return 0;
  }
}
