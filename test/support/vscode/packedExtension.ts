// The packed extension that the tests install: as `npm run package` makes it, packed once for all that stands in dist/.

import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './server.ts';

const packed = join(root, 'build/trace-concurrency.vsix');

/** Everything that goes into it. */
const parts = ['dist', 'l10n', 'media', 'package.json', 'package.nls.json', 'package.nls.es.json', 'package.nls.pt-br.json'];

/** Its path; packs it first when anything in it is newer. */
export function packExtension(): string {
  const newest = Math.max(...parts.map((part) => newestIn(join(root, part))));
  const file = statSync(packed, { throwIfNoEntry: false });
  if (file === undefined || file.mtimeMs <= newest) execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: root, stdio: 'ignore' });
  return packed;
}

function newestIn(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
