// Showing something on the timeline of a trace, which is opened when it is not.

import * as vscode from 'vscode';
import type { ShowTarget } from '../../protocol/editorMessages.ts';
import { openTimeline } from './timelineEditor.ts';
import type { Shown, Timelines } from './timelines.ts';

export interface ShowOptions {
  /** Asked for the same again: which of it is next. */
  readonly step: 1 | -1;
  /** The cursor stays where it is. */
  readonly preserveFocus: boolean;
}

/** Null when the timeline can't be shown; it says why itself. */
export async function showTarget(
  timelines: Timelines,
  trace: vscode.Uri,
  target: ShowTarget,
  { step, preserveFocus }: ShowOptions,
): Promise<Shown | null> {
  const panel = timelines.find(trace)?.panel;
  if (panel === undefined || (preserveFocus && wouldHideSource(panel)))
    await openTimeline(trace, { preserveFocus, viewColumn: columnForTimeline() });
  // Without a column it would be shown a second time, in the group in front.
  else panel.reveal(panel.viewColumn, preserveFocus);
  return (await timelines.find(trace)?.show(target, step)) ?? null;
}

/** It is a tab behind the source. */
function wouldHideSource({ viewColumn }: vscode.WebviewPanel): boolean {
  return viewColumn !== undefined && vscode.window.activeTextEditor?.viewColumn === viewColumn;
}

/** Beside the source when it stands alone. */
export function columnForTimeline(): vscode.ViewColumn {
  return vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}
