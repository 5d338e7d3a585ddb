// Opening a trace whose run may be ending at that very moment.

import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { followTrace } from '../../../src/extension/editor/followTrace.ts';
import { packRun } from '../../../src/host/packRun.ts';
import { writeRunFolder } from '../host/recordedFolder.ts';

function follow(file: string): Promise<{ readonly live: boolean } | { readonly failed: unknown }> {
  return new Promise((told) => {
    followTrace(
      file,
      (_make, live) => told({ live }),
      (failed) => told({ failed }),
    );
  });
}

describe('following a trace', () => {
  it('opens the finished trace of a run that was packed before the first look into its folder', async () => {
    const folder = writeRunFolder([]);
    const file = `${folder}.ctrace`;
    const opened = follow(file);
    writeFileSync(file, Buffer.concat([...packRun(folder)].map((part) => part.slice())));
    rmSync(folder, { recursive: true });
    expect(await opened).toEqual({ live: false });
  });

  it('says so when the folder is gone and no trace came of it', async () => {
    const folder = writeRunFolder([]);
    const opened = follow(`${folder}.ctrace`);
    rmSync(folder, { recursive: true });
    expect(await opened).toMatchObject({ failed: { code: 'INPUT_MISSING' } });
  });
});
