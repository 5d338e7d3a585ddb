// The processes below a process, and ending them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { descendantsOf, endProcesses } from '../../../src/host/processTree.ts';
import { isRunning } from '../../../src/host/writers.ts';

const deaf = "process.on('SIGTERM', () => {}); process.stdout.write('up'); setInterval(() => {}, 1000)";
const parent = `const { spawn } = require('node:child_process');
spawn(process.execPath, ['-e', ${JSON.stringify(deaf)}], { stdio: 'inherit', detached: true });
setInterval(() => {}, 1000);`;

describe('a tree of processes', () => {
  it('is found down to detached grandchildren, and ended though one is deaf', async () => {
    const child = spawn(process.execPath, ['-e', parent], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    const tree = descendantsOf(process.pid).filter((pid) => pid === child.pid || descendantsOf(child.pid!).includes(pid));
    expect(tree.length).toBe(2);
    const [, grandchild] = tree as [number, number];
    await endProcesses(() => tree.filter(isRunning));
    expect(child.signalCode).toBe('SIGTERM');
    expect(isRunning(grandchild)).toBe(false);
  });
});
