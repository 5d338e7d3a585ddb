// Where an export goes: a file that appears whole or not at all, or standard output.

import { writeSync } from 'node:fs';
import { HostError, refusal } from '../host/errors.ts';
import { openBeside } from '../host/writeBeside.ts';

/** Writes all `parts` to `out`, `-` being standard output. @throws HostError OUTPUT_UNWRITABLE; nothing stays then */
export async function writeOutput(out: string, parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  if (out === '-') return writeStandardOutput(parts);
  const file = refuseAsUnwritable(out, () => openBeside(out));
  try {
    for await (const part of parts) refuseAsUnwritable(out, () => file.write(part));
    refuseAsUnwritable(out, () => file.finish());
  } finally {
    file.discard();
  }
}

function refuseAsUnwritable<Result>(out: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw new HostError('OUTPUT_UNWRITABLE', `${out}: can't be written: ${refusal(error)}`, { cause: error });
  }
}

/** A reader that has had enough, such as `head`, ends the export and is no error. */
async function writeStandardOutput(parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  try {
    for await (const part of parts) await writeAll(part);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return;
    throw error;
  }
}

async function writeAll(bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      // A full pipe that someone made non-blocking: give its reader a moment.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      await new Promise((resume) => setTimeout(resume, 5));
    }
  }
}

/** Lines gathered into blocks, for a writer whose every call costs. */
export function* blocksOf(lines: Iterable<string>): Generator<Uint8Array, void> {
  const blockCharacters = 1 << 16;
  let block = '';
  for (const line of lines) {
    block += line;
    if (block.length < blockCharacters) continue;
    yield Buffer.from(block);
    block = '';
  }
  yield Buffer.from(block);
}
