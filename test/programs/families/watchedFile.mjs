// What a watched file is said to be is what it is, also when it is told while older records are still to be written.
import { mkdtempSync, rmSync, unwatchFile, watchFile, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'watched-'));
const file = join(folder, 'file');
const work = setInterval(() => {
  for (const until = performance.now() + 25; performance.now() < until; ) Promise.resolve();
}, 5);
for (const content of ['one', 'three', 'seventeen']) {
  await new Promise((done) => {
    watchFile(file, { interval: 5 }, ({ size }) => {
      if (size !== 0) console.log(content, size);
      if (size === content.length) done();
    });
    setTimeout(() => writeFileSync(file, content), 60);
  });
  unwatchFile(file);
}
clearInterval(work);
rmSync(folder, { recursive: true });
