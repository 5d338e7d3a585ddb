// What to tell a person whose trace can't be shown: what is wrong, and what to try next.

import * as vscode from 'vscode';
import type { EditorMessage } from '../../protocol/editorMessages.ts';

type Trouble = Omit<EditorMessage & { kind: 'trouble' }, 'kind'>;

export function describeTrouble(code: string, message: string): Trouble {
  return {
    title: vscode.l10n.t('This trace cannot be shown'),
    message,
    advice: adviceFor(code),
    again: vscode.l10n.t('Open again'),
  };
}

function adviceFor(code: string): string {
  switch (code) {
    case 'INPUT_MISSING':
      return vscode.l10n.t(
        'The file has been moved or deleted, or may not be read. Put it back and open it again, or run the program again.',
      );
    case 'TRACE_VERSION_NEWER':
      return vscode.l10n.t('A newer Trace Concurrency has written it: update this extension.');
    case 'TRACE_NOT_A_TRACE':
    case 'TRACE_EMPTY':
      return vscode.l10n.t(
        'It was not written by Trace Concurrency, or its writing was cut short at the very beginning. Run the program again.',
      );
    case 'NO_TRACE':
      return vscode.l10n.t('It could not be started, or ended before it was traced: its terminal says why.');
    case 'READER_FAILED':
      return vscode.l10n.t('Reading it failed, perhaps for lack of memory. Close other timelines and open it again.');
    default:
      return vscode.l10n.t('Run the program again. If it happens again, please report it with the output of “Trace Concurrency”.');
  }
}
