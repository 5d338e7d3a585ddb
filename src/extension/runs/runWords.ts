// Words that several lists of runs share.

import * as vscode from 'vscode';
import { formatCount } from '../../layout/format.ts';

/** `1,318 records`: what the tracer wrote down, which is more than the events that a timeline makes of it. */
export function recordsText(records: number): string {
  return records === 1 ? vscode.l10n.t('1 record') : vscode.l10n.t('{0} records', formatCount(records));
}
