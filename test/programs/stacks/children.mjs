// Stacks under events of child processes and signals, on both sides.
import { execFileSync, execSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';

const show = (name) => console.log(new Error(name).stack);
const next = (emitter, event) => new Promise((done) => emitter.on(event, () => { show(event); done(); }));
if (process.argv[2] === 'child') {
  process.on('message', (word) => { show(word); process.disconnect(); });
  process.on('disconnect', () => show('disconnect'));
  process.on('exit', () => show('exit in the child'));
} else {
  const child = fork(import.meta.filename, ['child'], { stdio: ['inherit', 'pipe', 'inherit', 'ipc'] });
  let said = '';
  child.stdout.on('data', (text) => { said += text; });
  child.on('spawn', () => show('spawn'));
  child.send('hello');
  await once(child, 'close');
  console.log(said);
  const cat = spawn('cat');
  cat.stdin.end('x');
  await next(cat.stdout, 'data');
  await once(cat, 'close');
  const missing = spawn('nowhere');
  missing.on('error', (error) => console.log(error.stack));
  await next(missing, 'error');
  for (const fail of [() => execSync('exit 3', { stdio: 'ignore' }), () => execFileSync('nowhere'), () => spawn(1), () => spawn(''), () => process.kill('x')]) {
    try { fail(); } catch (error) { console.log(error.stack.replace(/pid: \d+/, '')); }
  }
  setTimeout(() => process.kill(process.pid, 'SIGUSR2'), 1);
  setTimeout(() => {}, 100);
  await next(process, 'SIGUSR2');
}
