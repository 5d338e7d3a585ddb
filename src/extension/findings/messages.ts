// Findings in words, as the Problems panel shows them.

import * as vscode from 'vscode';
import type { FailureFinding, Finding, StallFinding, UnsettledFinding } from '../../analysis/finding.ts';
import { formatCount, formatDuration } from '../../layout/format.ts';
import { assertUnreachable } from '../../model/assertUnreachable.ts';

export function messageOf(finding: Finding): string {
  switch (finding.kind) {
    case 'neverSettled':
      return neverSettled(finding);
    case 'stillWaiting':
      return stillWaiting(finding);
    case 'unhandledRejection':
    case 'uncaughtException':
      return failed(finding);
    case 'stall':
      return stalled(finding);
    default:
      return assertUnreachable(finding);
  }
}

/** What stands at a related place. */
export function relatedMessage(finding: Finding, name: string, tasks: number): string {
  const what = nameOf(name);
  if (finding.kind === 'unhandledRejection') return vscode.l10n.t('{0} passed it on here, and nobody handled that', what);
  return tasks === 1
    ? vscode.l10n.t('{0} waits for it here', what)
    : vscode.l10n.t('{1} calls of {0} wait for it here', what, formatCount(tasks));
}

function neverSettled({ name, count }: UnsettledFinding): string {
  const what = nameOf(name);
  return count === 1
    ? vscode.l10n.t('{0} never settled: nothing has ended its wait here.', what)
    : vscode.l10n.t('{1} calls of {0} never settled: nothing has ended their wait here.', what, formatCount(count));
}

function stillWaiting({ name, count, longestNs }: UnsettledFinding): string {
  const what = nameOf(name);
  const longest = formatDuration(longestNs);
  return count === 1
    ? vscode.l10n.t('{0} had waited here for {1} when the program was stopped.', what, longest)
    : vscode.l10n.t('{2} calls of {0} had waited here, at most for {1}, when the program was stopped.', what, longest, formatCount(count));
}

function failed({ kind, name, error, count }: FailureFinding): string {
  const what = nameOf(name);
  if (kind === 'uncaughtException') return vscode.l10n.t('Nobody caught an error: {0}', error);
  if (name === '') return times(vscode.l10n.t('Nobody handled a rejection: {0}', error), count);
  return times(vscode.l10n.t('Nobody handled the rejection of {0}: {1}', what, error), count);
}

function stalled({ name, count, longestNs, totalNs }: StallFinding): string {
  const what = name === '' ? vscode.l10n.t('Code that is not known') : nameOf(name);
  const longest = formatDuration(longestNs);
  if (count === 1) return vscode.l10n.t('{0} held up the event loop for {1}.', what, longest);
  return vscode.l10n.t(
    '{0} held up the event loop {1} times: at most for {2}, {3} in all.',
    what,
    formatCount(count),
    longest,
    formatDuration(totalNs),
  );
}

function times(message: string, count: number): string {
  return count === 1 ? message : vscode.l10n.t('{0} ({1} times)', message, formatCount(count));
}

/** A thread's own code has no name of the person's. */
function nameOf(name: string): string {
  return name === 'top level' || name === '' ? vscode.l10n.t('The top-level code') : name;
}
