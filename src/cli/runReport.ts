// What `run` says when the program has ended.

import { statSync } from 'node:fs';
import { type Summary, summarize } from '../analysis/summary.ts';
import { openTotals } from '../host/openTrace.ts';
import type { RunResult } from '../host/runTraced.ts';
import { formatBytes } from '../layout/format.ts';
import { showPath, styleFor } from './style.ts';
import { type SummaryStyle, summaryLines } from './summaryText.ts';

/** Writes the summary of the run to `stream`: for people, or as one line of JSON. `page`: the HTML file, when one was asked for and written. */
export function reportRun(result: RunResult, page: string | null, json: boolean, stream: NodeJS.WriteStream): void {
  const summary = summarize(openTotals(result.trace).totals);
  const gaps = [...summary.gaps, ...result.stillRunning.map((pid) => `process ${pid} was still running when the trace was closed`)];
  const whole = { ...summary, gaps };
  stream.write(
    json ? `${JSON.stringify({ trace: result.trace, html: page, ...whole })}\n` : `${reportText(whole, result, page, styleFor(stream))}\n`,
  );
}

function reportText(summary: Summary, result: RunResult, page: string | null, style: SummaryStyle): string {
  const { colours } = style;
  const lines = ['', ...summaryLines(summary, style)];
  if (summary.counts.threads === 0) lines.push('', 'Nothing was recorded: no Node that can be traced ran, or it dropped NODE_OPTIONS.');
  lines.push('', `  ${colours.heading('Trace')}     ${showPath(result.trace)}${sizeOf(result)}`);
  if (page !== null) lines.push(`  ${colours.heading('Timeline')}  ${showPath(page)}`);
  else lines.push(colours.dim(`  Timeline  trace-concurrency export <trace> --format html -o timeline.html`));
  return lines.join('\n');
}

function sizeOf(result: RunResult): string {
  return result.failure === null ? ` (${formatBytes(statSync(result.trace).size)})` : '';
}
