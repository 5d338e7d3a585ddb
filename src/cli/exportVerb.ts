// `trace-concurrency export`: a trace in another format.

import { openTrace } from '../host/openTrace.ts';
import { readRecordedRun } from '../host/readRecordedRun.ts';
import { traceBytes } from '../host/traceBytes.ts';
import { exportNdjson } from '../interchange/ndjson.ts';
import { exportHelp } from './help.ts';
import { htmlParts } from './htmlExport.ts';
import type { Installation } from './installation.ts';
import { oneTrace } from './oneTrace.ts';
import type { ParsedOptions } from './options.ts';
import { blocksOf, writeOutput } from './output.ts';
import { suggest } from './suggest.ts';
import { UsageError } from './usageError.ts';
import type { Verb } from './verb.ts';
import { warnOfDamage } from './warnings.ts';

const formats = ['ndjson', 'html'] as const;
type Format = (typeof formats)[number];

export const exportVerb: Verb = { help: exportHelp, options: { format: 'value', out: 'value' }, optionsEndAtWord: false, act: exportTrace };

async function exportTrace(parsed: ParsedOptions, installation: Installation): Promise<void> {
  const trace = oneTrace(parsed.words);
  const format = asFormat(parsed.values.get('format'));
  const out = parsed.values.get('out');
  if (out === undefined) throw new UsageError('expected the file to write: -o OUT, or -o - for stdout');
  await writeOutput(out, format === 'ndjson' ? ndjsonParts(trace) : pageParts(trace, installation));
}

function asFormat(word: string | undefined): Format {
  if (word === undefined) throw new UsageError(`expected a format: --format ${formats.join('|')}`);
  const format = formats.find((known) => known === word);
  if (format !== undefined) return format;
  const near = suggest(word, formats);
  throw new UsageError(`unknown format "${word}"${near === null ? `, expected ${formats.join(' or ')}` : `; did you mean ${near}?`}`);
}

function* ndjsonParts(path: string): Generator<Uint8Array, void> {
  const { trace, damage } = openTrace(path);
  warnOfDamage(path, damage);
  yield* blocksOf(exportNdjson(trace));
}

async function* pageParts(path: string, installation: Installation): AsyncGenerator<Uint8Array, void> {
  warnOfDamage(path, readRecordedRun(path).damage);
  yield* htmlParts(installation.timelinePage, traceBytes(path));
}
