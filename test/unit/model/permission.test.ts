// Which commands run code of theirs under Node's permission model.

import { describe, expect, it } from 'vitest';
import { refusesPreload } from '../../../src/model/permission.ts';

describe('the preload', () => {
  it.each([
    [['node', '--permission', '-e', '1'], undefined],
    [['node', '--eval', '1', '--experimental-permission'], ''],
    [['node', '--permission', '--print=1'], null],
    [['node', '-pe', '1'], '--no-warnings --permission'],
    [['/bin/sh', '-c', '"node" --permission -p 1+1'], undefined],
  ] as const)('is refused by %j with NODE_OPTIONS %j', (command, options) => {
    expect(refusesPreload(command, options)).toBe(true);
  });

  it.each([
    [['node', '--permission', 'app.js'], undefined],
    [['node', '-e', 'spawn("node", ["--permission"])'], undefined],
    [['node', '-e', '1'], '--title=--permission'],
    [['npm', 'run', '-e', 'permission'], undefined],
    [['/bin/sh', '-c', 'node app.js --permission'], undefined],
  ] as const)('is let in by %j with NODE_OPTIONS %j', (command, options) => {
    expect(refusesPreload(command, options)).toBe(false);
  });
});
