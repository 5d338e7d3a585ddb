// The timeline page with a trace inside: one file that a browser opens without a server.

import { readFileSync } from 'node:fs';
import { createGzip } from 'node:zlib';
import { HostError, refusal } from '../host/errors.ts';

/** Where the built page, `dist/timeline.html`, wants the trace. */
const tracePlaceholder = '<!--trace-->';

/**
 * The bytes of the page at `template` with `trace`, the bytes of a `.ctrace`, at its placeholder: gzipped, in base64, in a
 * script element that no browser runs. Constant memory.
 * @throws HostError TRACER_MISSING when the page is not there
 */
export async function* htmlParts(template: string, trace: Iterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const page = readTemplate(template);
  const at = page.indexOf(tracePlaceholder);
  if (at < 0) throw new HostError('TRACER_MISSING', `${template}: expected ${tracePlaceholder} in the timeline page, found none`);
  yield Buffer.from(`${page.slice(0, at)}<script type="application/octet-stream" id="trace">`);
  for await (const text of base64(gzip(trace))) yield Buffer.from(text, 'latin1');
  yield Buffer.from(`</script>${page.slice(at + tracePlaceholder.length)}`);
}

function readTemplate(template: string): string {
  try {
    return readFileSync(template, 'utf8');
  } catch (error) {
    throw new HostError('TRACER_MISSING', `${template}: the timeline page can't be read: ${refusal(error)}`, { cause: error });
  }
}

/** Each part is copied before the next is asked for: a gzip stream holds on to what it is given. */
async function* gzip(parts: Iterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const stream = createGzip();
  const feeding = feed(parts, stream);
  yield* stream as AsyncIterable<Uint8Array>;
  await feeding;
}

async function feed(parts: Iterable<Uint8Array>, stream: ReturnType<typeof createGzip>): Promise<void> {
  try {
    for (const part of parts) {
      if (!stream.write(Buffer.from(part))) await new Promise((resume) => stream.once('drain', resume));
    }
    stream.end();
  } catch (error) {
    stream.destroy(error as Error);
  }
}

/** Three bytes are four characters: what does not divide waits for the next part. */
async function* base64(parts: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  let rest = Buffer.alloc(0);
  for await (const part of parts) {
    const bytes = Buffer.concat([rest, part]);
    const whole = bytes.length - (bytes.length % 3);
    yield bytes.toString('base64', 0, whole);
    rest = Buffer.from(bytes.subarray(whole));
  }
  yield rest.toString('base64');
}
