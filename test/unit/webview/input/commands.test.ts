// Commands and their keys.

import { describe, expect, it } from 'vitest';
import { commands, keyLabel, withBindings } from '../../../../webview/input/commands.ts';
import { keyName } from '../../../../webview/input/keyboard.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('commands', () => {
  it('have keys, and no key stands for two', () => {
    const keys = commands.flatMap((command) => command.keys);
    expect(new Set(keys).size).toBe(keys.length);
    for (const command of commands) expect(command.keys.length).toBeGreaterThan(0);
  });

  it('are named by keys that a key press can have', () => {
    for (const key of commands.flatMap((command) => command.keys)) {
      const parts = key === '+' ? [key] : key.split('+');
      const last = parts.at(-1) as string;
      const event = {
        key: last,
        ctrlKey: parts.includes('Mod'),
        metaKey: false,
        altKey: parts.includes('Alt'),
        shiftKey: parts.includes('Shift'),
      };
      expect(keyName(event)).toBe(key);
    }
  });

  it('take other keys', () => {
    const rebound = withBindings({ zoomIn: ['k'] });
    expect(rebound.find(({ id }) => id === 'zoomIn')?.keys).toEqual(['k']);
    expect(rebound.find(({ id }) => id === 'zoomOut')?.keys).toEqual(['s', '-']);
  });
});

describe('key names', () => {
  it('count Shift with a letter and not with a sign', () => {
    expect(keyName({ ...plain, key: 'A', shiftKey: true })).toBe('Shift+a');
    expect(keyName({ ...plain, key: '?', shiftKey: true })).toBe('?');
  });

  it('take Cmd for Ctrl', () => {
    expect(keyName({ ...plain, key: 'z', metaKey: true })).toBe('Mod+z');
  });

  it('are shown as people read them', () => {
    expect(['Mod+Shift+z', 'ArrowLeft', '+', 'Escape'].map(keyLabel)).toEqual(['Ctrl+Shift+Z', '←', '+', 'Esc']);
  });
});
