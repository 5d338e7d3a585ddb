// The timeline page with a trace inside.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { htmlParts } from '../../../src/cli/htmlExport.ts';

const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const template = join(folder, 'timeline.html');
writeFileSync(template, '<title>€</title><!--trace--><script>$& $1</script>');

async function pageOf(parts: Iterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const part of htmlParts(template, parts)) chunks.push(part);
  return Buffer.concat(chunks).toString();
}

function traceIn(page: string): Buffer {
  const [, encoded] =
    /^<title>€<\/title><script type="application\/octet-stream" id="trace">([A-Za-z0-9+/]*=*)<\/script><script>\$& \$1<\/script>$/.exec(
      page,
    )!;
  return gunzipSync(Buffer.from(encoded!, 'base64'));
}

/** As a packing yields them: one buffer, filled anew for each part. */
function* reusingOneBuffer(parts: readonly Uint8Array[]): Generator<Uint8Array> {
  const buffer = new Uint8Array(200_000);
  for (const part of parts) {
    buffer.set(part);
    yield buffer.subarray(0, part.length);
    buffer.fill(0);
  }
}

describe('the HTML export', () => {
  it('holds the bytes of the trace and the rest of the page unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 })), async (parts) => {
        expect(traceIn(await pageOf(reusingOneBuffer(parts)))).toEqual(Buffer.concat(parts));
      }),
      { numRuns: 50 },
    );
  });

  it('holds a trace of many blocks', async () => {
    const parts = Array.from({ length: 40 }, () => randomBytes(100_000));
    expect(traceIn(await pageOf(reusingOneBuffer(parts))).equals(Buffer.concat(parts))).toBe(true);
  });

  it('fails as the reading of the trace fails', async () => {
    function* broken(): Generator<Uint8Array> {
      yield new Uint8Array([1]);
      throw new Error('no more');
    }
    await expect(pageOf(broken())).rejects.toThrow('no more');
  });

  it('says so when the page is missing or has no place for a trace', async () => {
    const other = join(folder, 'other.html');
    writeFileSync(other, '<p>');
    await expect(htmlParts(other, []).next()).rejects.toThrow('other.html: expected <!--trace--> in the timeline page, found none');
    await expect(htmlParts(join(folder, 'none.html'), []).next()).rejects.toThrow(
      "none.html: the timeline page can't be read: no such file or folder (ENOENT)",
    );
  });
});
