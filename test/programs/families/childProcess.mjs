// Child processes: what Node passes on to the system must be what it was given, whatever the program did to the prototypes.
import { exec, execFile, execFileSync, execSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

let asked = 0;
const counted = { toString: () => `${++asked}` };
console.log(spawnSync(process.execPath, ['-p', counted]).stdout.toString().trim(), asked);

for (const [name, value] of [['cwd', '/not/there'], ['uid', 'nobody'], ['detached', true], ['shell', '/not/there'], ['envPairs', ['A=1']]]) {
  Object.prototype[name] = value;
  const sync = spawnSync('echo', ['sync']);
  const child = spawn('echo', ['async']);
  delete Object.prototype[name];
  child.on('error', (error) => console.log(name, error.code));
  const [code] = await once(child, 'close').catch(() => ['failed']);
  console.log(name, sync.status, sync.error?.code, code);
}

const script = 'console.log(process.argv.length, process.execArgv.join(), process.env.NODE_OPTIONS, Object.keys(process.env).sort().join())';
console.log(execFileSync(process.execPath, ['--no-warnings', '-e', script], { env: {} }).toString());
console.log(execFileSync(process.execPath, ['-e', script], { env: { NODE_OPTIONS: '--no-deprecation', B: '1' } }).toString());
console.log((await promisify(execFile)(process.execPath, ['-e', script], { env: { A: '1' } })).stdout);
console.log(execSync(`"${process.execPath}" -p 1+1`, { env: {} }).toString());
for (const [command, options] of [['exit 3', {}], ['kill -TERM $$', {}], ['cat', { timeout: 50 }]]) {
  const failed = await promisify(exec)(command, options).catch(({ code, signal, killed }) => ({ code, signal, killed }));
  console.log(command, JSON.stringify(failed));
}
const child = spawn(process.execPath, ['-e', 'process.on("message", (m) => process.send(m + 1)); process.send(0)'], { stdio: ['ignore', 1, 2, 'ipc'] });
console.log(child.spawnargs.slice(1), Object.keys(child).sort().join(), child.listenerCount('exit'));
child.on('message', (m) => (m < 3 ? child.send(m) : child.disconnect()));
console.log(await once(child, 'exit'));
