// The excerpt of a fatal error shows where it was thrown last, not where it was made.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const programs = {
  'listener.cjs': "process.on('unhandledRejection', (error) => {\n  throw error;\n});\nasync function f() { await null; throw new Error('again'); }\nf();\n",
  'timer.mjs':
    "const f = async () => { await null; null.x; };\nconst g = async () => { await f(); };\ng().catch((error) => {\n  setTimeout(() => {\n    throw error;\n  }, 1);\n});\n",
  'once.mjs': "const f = () => Promise.resolve().then(() => {}); f(); (() => { throw new Error('here'); })();\n",
  'quiet.mjs': '// nothing\nawait new Promise(() => {});\n',
};
const folder = mkdtempSync(join(tmpdir(), 'rethrown-'));
for (const [name, source] of Object.entries(programs)) {
  writeFileSync(join(folder, name), source);
  const words = name === 'quiet.mjs' ? ['--no-warnings', name] : [name];
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
  const excerpt = stderr.replaceAll(/^.*rethrown-[^/]*\//gm, '').split('\n').slice(0, 3);
  console.log(name, status, excerpt, /^\w*Error.*/m.exec(stderr)?.[0]);
}
rmSync(folder, { recursive: true });
