// The preload reaches workers and children, unseen.

import { describe, expect, it } from 'vitest';
import { nodes } from '../../support/nodes.ts';
import { runsUnder } from './tracedProgram.ts';

// How a program can start another Node; `leaf` is the file that it runs there. Each must be entered, and see its surroundings as they would have been.
const leaf = `
const { threadId } = require('node:worker_threads');
require('node:fs').appendFileSync(__dirname + '/seen.txt', JSON.stringify({
  options: process.env.NODE_OPTIONS, launch: process.env.TRACE_CONCURRENCY_LAUNCH, execArgv: process.execArgv, traced: '__tc$' in globalThis,
}) + '\\n');
setTimeout(() => {}, 5);
`;
const head = `
const { Worker, SHARE_ENV } = require('node:worker_threads'); const cp = require('node:child_process'); const fs = require('node:fs');
const node = process.execPath; const f = __dirname + '/leaf.cjs'; const code = ${JSON.stringify(leaf)}; fs.writeFileSync(f, code);
const bare = { PATH: process.env.PATH };
process.on('exit', () => console.log(fs.existsSync(__dirname + '/seen.txt') ? fs.readFileSync(__dirname + '/seen.txt', 'utf8') : ''));
`;
const scenarios: Readonly<Record<string, string>> = {
  'a worker': 'new Worker(f)',
  'a worker from a file URL': "new Worker(require('node:url').pathToFileURL(f))",
  'an eval worker': "new Worker(code.replaceAll('__dirname', JSON.stringify(__dirname)), { eval: true })",
  'a worker from a data URL':
    "new Worker(new URL('data:text/javascript,' + encodeURIComponent('import { createRequire } from \"node:module\"; const require = createRequire(' + JSON.stringify(f) + ');' + code.replaceAll('__dirname', JSON.stringify(__dirname)))))",
  'a worker with empty execArgv': 'new Worker(f, { execArgv: [] })',
  'a worker with an empty environment': 'new Worker(f, { env: {} })',
  'a worker with both empty': 'new Worker(f, { execArgv: [], env: {} })',
  'a worker that shares the environment': 'new Worker(f, { env: SHARE_ENV })',
  'a worker that shares the environment and has execArgv': "new Worker(f, { env: SHARE_ENV, execArgv: ['--no-warnings'] })",
  'a worker whose options are inherited': 'new Worker(f, Object.create({ env: {}, execArgv: [] }))',
  'a worker of a subclass': 'new (class Mine extends Worker {})(f)',
  'a fork': 'cp.fork(f)',
  'a fork with empty execArgv': 'cp.fork(f, { execArgv: [] })',
  'a fork with an empty environment': 'cp.fork(f, { env: {} })',
  'a fork with both empty': 'cp.fork(f, { env: {}, execArgv: [] })',
  'a spawn': 'cp.spawn(node, [f])',
  'a spawn with an empty environment': 'cp.spawn(node, [f], { env: {} })',
  'a spawn through a ChildProcess': "new cp.ChildProcess().spawn({ file: node, args: [node, f], stdio: 'ignore' })",
  exec: "cp.exec('\"' + node + '\" ' + f)",
  'exec with a bare environment': "cp.exec('\"' + node + '\" ' + f, { env: bare })",
  execFile: 'cp.execFile(node, [f])',
  'a shell that adds to NODE_OPTIONS': 'cp.exec(\'NODE_OPTIONS="$NODE_OPTIONS --no-warnings" "\' + node + \'" \' + f)',
  spawnSync: 'cp.spawnSync(node, [f])',
  'spawnSync with an empty environment': 'cp.spawnSync(node, [f], { env: {} })',
  'execSync with a bare environment': "cp.execSync('\"' + node + '\" ' + f, { env: bare })",
  'execFileSync with an empty environment': 'cp.execFileSync(node, [f], { env: {} })',
  'a cluster':
    "const c = require('node:cluster'); c.setupPrimary({ exec: f }); const w = c.fork(); const seen = setInterval(() => { if (fs.existsSync(__dirname + '/seen.txt') && fs.readFileSync(__dirname + '/seen.txt', 'utf8').endsWith('\\n')) { clearInterval(seen); w.kill(); } }, 20)",
  'a worker of a worker': "new Worker('new (require(\"node:worker_threads\").Worker)(' + JSON.stringify(f) + ')', { eval: true })",
  'a child of a worker': "new Worker('require(\"node:child_process\").fork(' + JSON.stringify(f) + ')', { eval: true })",
};

describe.each(nodes)('under Node $version', ({ path }) => {
  const { runTraced } = runsUnder(path);

  describe('injection', { timeout: 60_000 }, () => {
    for (const [name, code] of Object.entries(scenarios)) {
      it.concurrent(`enters ${name} unseen`, async () => {
        const run = await runTraced(`${head}\n${code};`);
        expect(run.stderr).toBe('');
        const seen = run.stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, unknown>);
        const shellOptions = name.startsWith('a shell') ? { options: '--no-warnings' } : {};
        const execArgv = name.endsWith('has execArgv') ? ['--no-warnings'] : [];
        expect(seen).toEqual([{ ...shellOptions, execArgv, traced: true }]);
        const nested = / of a worker$/.test(name) && !name.includes('subclass') ? 1 : 0;
        expect(run.segments).toHaveLength(2 + nested);
      });
    }

    it('enters what execve replaces the process with', async () => {
      const run = await runTraced(`${head}\nprocess.execve(node, [node, f], { PATH: '/bin' });`);
      expect(run.segments).toHaveLength(2);
    });

    it('keeps the NODE_OPTIONS that execve brings', async () => {
      const run = await runTraced(
        "process.execve(process.execPath, ['node', '-p', 'process.env.NODE_OPTIONS'], { NODE_OPTIONS: '--no-warnings' })",
      );
      expect([run.stdout, run.segments.length]).toEqual(['--no-warnings\n', 2]);
    });

    it('keeps the NODE_OPTIONS of a child that brings its own', async () => {
      const run = await runTraced(`${head}\ncp.spawn(node, [f], { env: { NODE_OPTIONS: '--no-warnings' } });`);
      expect(JSON.parse(run.stdout.trim())).toEqual({ options: '--no-warnings', execArgv: [], traced: true });
    });

    it('records births and ends of workers and children', async () => {
      const run = await runTraced(`
      const { Worker } = require('node:worker_threads'); const cp = require('node:child_process');
      new Worker('process.exit(3)', { eval: true, name: 'three' }).on('exit', () => {
        cp.spawn('sh', ['-c', 'exit 4']).on('exit', () => { cp.spawnSync('sh', ['-c', 'kill -9 $$']); });
      });`);
      const lines = run.segments[0]!.lines.filter((line) => /^(spawn|thread|process)(Thread|Process|Exited)/.test(line.name));
      expect(lines.map((line) => [line.name, ...line.fields.slice(1)])).toEqual([
        ['spawnThread', 'three'],
        ['threadExited', 3],
        ['spawnProcess', 'sh -c exit 4'],
        ['processExited', 4, ''],
        ['spawnProcess', 'sh -c kill -9 $$'],
        ['processExited', 0, 'SIGKILL'],
      ]);
    });
  });
});
