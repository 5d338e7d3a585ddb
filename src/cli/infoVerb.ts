// `trace-concurrency info`: what a trace holds.

import { type Summary, summarize } from '../analysis/summary.ts';
import { openTotals } from '../host/openTrace.ts';
import { formatBytes, formatDuration, formatQuantity } from '../layout/format.ts';
import { formatVersion } from '../model/container.ts';
import type { RunTotals } from '../model/runTotals.ts';
import { laneKinds } from '../model/vocabulary.ts';
import { infoHelp } from './help.ts';
import { machineWords, processWords } from './machineText.ts';
import { oneTrace } from './oneTrace.ts';
import type { ParsedOptions } from './options.ts';
import { printable } from './printable.ts';
import { styleFor } from './style.ts';
import { summaryLines } from './summaryText.ts';
import type { Verb } from './verb.ts';
import { warnOfDamage } from './warnings.ts';

export const infoVerb: Verb = { help: infoHelp, options: { json: 'flag' }, optionsEndAtWord: false, act: info };

function info(parsed: ParsedOptions): void {
  const path = oneTrace(parsed.words);
  const { totals, damage } = openTotals(path);
  warnOfDamage(path, damage);
  const summary = summarize(totals);
  const text = parsed.flags.has('json') ? JSON.stringify(infoFields(path, totals, summary)) : infoLines(totals, summary).join('\n');
  process.stdout.write(`${text}\n`);
}

/** `mapped`, or how many threads were recorded in which way. */
function recordingWords({ threads }: RunTotals): string {
  const mapped = threads.filter(({ recording }) => recording === 'mapped').length;
  if (mapped === threads.length) return mapped === 0 ? 'nothing recorded' : 'recorded mapped';
  return mapped === 0 ? 'recorded buffered' : `${mapped} of ${threads.length} threads recorded mapped`;
}

/** The fields of `--json`; docs/format.md lists them. */
function infoFields(path: string, totals: RunTotals, summary: Summary): object {
  const { run, startedAt, clockErrorNs, bytes, command, cwd, machine, processes, sampler } = totals.header;
  const lanes = Object.fromEntries(laneKinds.map((kind) => [kind, totals.lanes.filter((lane) => lane.kind === kind).length]));
  return {
    format: formatVersion,
    trace: path,
    run,
    startedAt,
    clockErrorNs,
    bytes,
    command,
    cwd,
    machines: [machine],
    processes,
    sampler,
    lanes,
    recordings: totals.threads.map(({ pid, threadId, recording }) => ({ pid, threadId, recording })),
    ...summary,
  };
}

function infoLines(totals: RunTotals, summary: Summary): readonly string[] {
  const { header } = totals;
  const { hostname, platform, architecture } = header.machine;
  const style = styleFor(process.stdout);
  return [
    style.colours.heading(printable(header.command.join(' '))),
    `format ${formatVersion}, level ${header.level}, ${recordingWords(totals)}, ${formatQuantity(header.records, 'record')} in ${formatBytes(header.bytes)}, clock exact to ${formatDuration(header.clockErrorNs)}`,
    `recorded ${printable(header.startedAt)} on ${printable(hostname)} (${printable(`${platform} ${architecture}`)})`,
    machineWords(header.machine),
    ...processWords(header.processes),
    ...summaryLines(summary, style),
  ];
}
