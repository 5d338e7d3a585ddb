// Where the next trace goes, and which old ones make room for it.

import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

/** As {@link placeForTrace} names them; a trace that a person has renamed is not among them. */
const ownName = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-.*\.ctrace$/;

/**
 * A free name in `folder`, which is made and kept out of Git when it is new: `2026-11-21T09-15-30-crawler.ctrace`, in local time.
 * @throws the system's error when the folder can't be written
 */
export function placeForTrace(folder: string, program: string, now: Date): string {
  const isNew = !existsSync(folder);
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
  if (isNew) writeFileSync(join(folder, '.gitignore'), '*\n');
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  const stem = `${local.toISOString().slice(0, 19).replaceAll(':', '-')}-${fileNameOf(program)}`;
  for (let attempt = 1; ; attempt++) {
    const path = join(folder, attempt === 1 ? stem : `${stem}-${attempt}`);
    if (!existsSync(path) && !existsSync(`${path}.ctrace`)) return `${path}.ctrace`;
  }
}

function fileNameOf(program: string): string {
  const name = basename(program, extname(program)).replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
  return name.slice(0, 60) || 'program';
}

/** Deletes the oldest traces beyond the newest `keep` that bear a name of ours; 0 keeps all. */
export function deleteOldTraces(folder: string, keep: number): void {
  if (keep === 0) return;
  const oldestFirst = readdirSync(folder)
    .filter((name) => ownName.test(name) && statSync(join(folder, name)).isFile())
    .sort();
  for (const name of oldestFirst.slice(0, Math.max(0, oldestFirst.length - keep))) rmSync(join(folder, name), { force: true });
}
