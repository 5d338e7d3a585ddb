// Files that a package.json starts: its `main`, its `bin`, and what its scripts name.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

interface KnownPackage {
  readonly changedMs: number;
  readonly targets: ReadonlySet<string>;
}

/** Read again only when they have changed. */
const known = new Map<string, KnownPackage>();
const sourceName = /\.[cm]?[jt]sx?$/;

/** Whether the nearest package.json at or above the file, up to `folder`, starts it. */
export function isPackageTarget(file: string, folder: string): boolean {
  for (let at = dirname(file); ; at = dirname(at)) {
    const path = join(at, 'package.json');
    if (existsSync(path)) return targetsOf(path).has(file);
    if (at === folder || at === dirname(at)) return false;
  }
}

function targetsOf(path: string): ReadonlySet<string> {
  const changedMs = statSync(path).mtimeMs;
  const before = known.get(path);
  if (before?.changedMs === changedMs) return before.targets;
  const targets = new Set(namedIn(readPackage(path)).map((name) => resolve(dirname(path), name)));
  known.set(path, { changedMs, targets });
  return targets;
}

/** One that can't be read starts nothing. */
function readPackage(path: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof content === 'object' && content !== null ? { ...content } : {};
  } catch {
    return {};
  }
}

function namedIn({ main, bin, scripts }: Readonly<Record<string, unknown>>): readonly string[] {
  const words = textsOf(scripts).flatMap((line) => line.match(/"[^"]+"|'[^']+'|\S+/g) ?? []);
  const named = [...textsOf(main), ...textsOf(bin), ...words.map((word) => word.replace(/^(["'])(.*)\1$/, '$2'))];
  return named.filter((name) => sourceName.test(name));
}

/** A text, or those of a record. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).filter((text) => typeof text === 'string') : [];
}
