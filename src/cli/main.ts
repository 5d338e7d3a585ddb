// The command line's beginning: which verb, and with which exit code it ends.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canBeTraced, nodeRange } from '../host/nodeVersion.ts';
import { exitCodes, failureOf } from './exitCodes.ts';
import { exportVerb } from './exportVerb.ts';
import { overview } from './help.ts';
import { infoVerb } from './infoVerb.ts';
import { installationIn } from './installation.ts';
import { parseOptions } from './options.ts';
import { runVerb } from './runVerb.ts';
import { startVerb, stopVerb } from './startVerb.ts';
import { suggest } from './suggest.ts';
import { UsageError } from './usageError.ts';
import type { Verb } from './verb.ts';

const verbs: Readonly<Record<string, Verb>> = { run: runVerb, info: infoVerb, export: exportVerb, stop: stopVerb, start: startVerb };

async function main(args: readonly string[]): Promise<void> {
  const [word, ...rest] = args;
  const name = word !== undefined && Object.hasOwn(verbs, word) ? word : null;
  try {
    if (name === null) answerWithoutVerb(word);
    else await answer(verbs[name]!, rest);
  } catch (error) {
    const failure = failureOf(error, name);
    process.stderr.write(`${failure.line}\n`);
    process.exitCode = failure.code;
  }
}

async function answer(verb: Verb, args: readonly string[]): Promise<void> {
  const parsed = parseOptions(args, { ...verb.options, help: 'flag' }, verb.optionsEndAtWord);
  if (parsed.flags.has('help')) process.stdout.write(verb.help);
  else await verb.act(parsed, installationIn(__dirname));
}

function answerWithoutVerb(word: string | undefined): void {
  switch (word) {
    case '--help':
    case '-h':
    case 'help':
      process.stdout.write(overview);
      return;
    case '--version':
      process.stdout.write(`${ownVersion()}\n`);
      return;
    case undefined:
      throw new UsageError(`expected a verb: ${Object.keys(verbs).join(', ')}`);
    default: {
      const near = suggest(word, Object.keys(verbs));
      throw new UsageError(
        `unknown ${word.startsWith('-') ? 'option' : 'verb'} "${word}"${near === null ? '' : `; did you mean ${near}?`}`,
      );
    }
  }
}

function ownVersion(): string {
  return (JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { version: string }).version;
}

// `--node` is for the traced program; the command line itself runs on the Node that was given it.
if (!canBeTraced(process.versions.node)) {
  process.stderr.write(`trace-concurrency: Node ${process.versions.node} (${process.execPath}) is too old: expected ${nodeRange}\n`);
  process.exitCode = exitCodes.cannotStart;
} else {
  // Whoever reads our stderr may stop reading; the program's exit code is worth more than our last words.
  process.stderr.on('error', () => {});
  void main(process.argv.slice(2));
}
