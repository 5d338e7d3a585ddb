// Findings in the Problems panel: of each program those of its last run, each with a link to its evidence on the timeline.

import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Finding, Severity } from '../../analysis/finding.ts';
import type { SummaryPlace } from '../../analysis/sourcePlace.ts';
import { settingsSection } from '../settings.ts';
import { messageOf, relatedMessage } from './messages.ts';
import { workspaceFile } from './workspaceFile.ts';

export const problemSource = 'Trace Concurrency';

/** A run whose findings are shown. */
export interface FoundRun {
  /** The same for every run of a program: a new run replaces the one before. */
  readonly program: string;
  readonly trace: vscode.Uri;
  /** The program's own file, for what has no place; null when it is a command. */
  readonly entry: string | null;
}

interface ShownRun {
  readonly run: FoundRun;
  readonly findings: readonly Finding[];
  /** By file. */
  readonly problems: ReadonlyMap<string, readonly vscode.Diagnostic[]>;
  readonly watching: vscode.Disposable;
}

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: 0, // vscode.DiagnosticSeverity.Error
  warning: 1,
  information: 2,
};

/** What the command behind the link of a finding is given. */
type FindingLink = readonly [trace: string, id: string];

export class Problems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection(settingsSection);
  readonly #runs = new Map<string, ShownRun>();
  readonly #listening = vscode.workspace.onDidRenameFiles(({ files }) => {
    for (const { oldUri, newUri } of files) this.#renamed(oldUri, newUri);
  });

  /** Replaces what is shown of the program. */
  show(run: FoundRun, findings: readonly Finding[]): void {
    const before = this.#runs.get(run.program);
    const problems = Map.groupBy(
      findings.flatMap((finding) => problemOf(run, finding)),
      ({ uri }) => uri.toString(),
    );
    if (problems.size === 0) this.#take(run.program);
    else {
      // Beginning to watch takes a while: what is watched already stays so.
      const isSame = before?.run.trace.toString() === run.trace.toString();
      if (!isSame) before?.watching.dispose();
      this.#runs.set(run.program, {
        run,
        findings,
        problems: new Map(Array.from(problems, ([uri, list]) => [uri, list.map(({ problem }) => problem)])),
        watching: isSame ? before.watching : this.#watch(run),
      });
    }
    this.#publish();
  }

  /** Of one program, or all. */
  clear(program?: string): void {
    for (const each of program === undefined ? [...this.#runs.keys()] : [program]) this.#take(each);
    this.#publish();
  }

  dispose(): void {
    this.clear();
    this.#collection.dispose();
    this.#listening.dispose();
  }

  #take(program: string): void {
    this.#runs.get(program)?.watching.dispose();
    this.#runs.delete(program);
  }

  #publish(): void {
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const { problems } of this.#runs.values())
      for (const [uri, list] of problems) byFile.set(uri, [...(byFile.get(uri) ?? []), ...list]);
    const files = new Set(byFile.keys());
    for (const [uri] of this.#collection) files.add(uri.toString());
    // At once, so that nothing flickers; a file without any is taken out.
    this.#collection.set(Array.from(files, (uri) => [vscode.Uri.parse(uri, true), byFile.get(uri)]));
    void vscode.commands.executeCommand('setContext', `${settingsSection}.findings`, byFile.size > 0);
  }

  /** What a trace that is gone has shown can't be looked at any more. */
  #watch({ program, trace }: FoundRun): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(
      // Not its own name, which may look like a pattern.
      new vscode.RelativePattern(vscode.Uri.file(dirname(trace.fsPath)), '*.ctrace'),
      true,
      true,
      false,
    );
    watcher.onDidDelete((gone) => {
      if (gone.fsPath === trace.fsPath) this.clear(program);
    });
    return watcher;
  }

  #renamed(from: vscode.Uri, to: vscode.Uri): void {
    for (const { run, findings } of [...this.#runs.values()])
      if (run.trace.toString() === from.toString()) this.show({ ...run, trace: to }, findings);
  }
}

function problemOf(run: FoundRun, finding: Finding): readonly { readonly uri: vscode.Uri; readonly problem: vscode.Diagnostic }[] {
  const place = finding.place ?? (run.entry === null ? null : { file: run.entry, line: 1, column: 1 });
  const uri = place === null ? null : workspaceFile(place.file);
  if (uri === null || place === null) return [];
  const problem = new vscode.Diagnostic(rangeOf(place), messageOf(finding), severities[finding.severity]);
  problem.source = problemSource;
  problem.code = { value: vscode.l10n.t('Show in Timeline'), target: linkOf(run.trace, finding.id) };
  problem.relatedInformation = 'related' in finding ? relatedOf(finding) : [];
  return [{ uri, problem }];
}

function relatedOf(finding: Finding & { readonly related: readonly { name: string; place: SummaryPlace; tasks: number }[] }) {
  return finding.related.flatMap(({ name, place, tasks }) => {
    const uri = workspaceFile(place.file);
    if (uri === null) return [];
    return [new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, rangeOf(place)), relatedMessage(finding, name, tasks))];
  });
}

/** An empty range is drawn under the word that stands there. A trace may say anything: a line 0 is the first. */
function rangeOf({ line, column }: SummaryPlace): vscode.Range {
  const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  return new vscode.Range(at, at);
}

function linkOf(trace: vscode.Uri, id: string): vscode.Uri {
  const given: FindingLink = [trace.toString(), id];
  return vscode.Uri.from({ scheme: 'command', path: `${settingsSection}.showFinding`, query: encodeURIComponent(JSON.stringify(given)) });
}
