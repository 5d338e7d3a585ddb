// Undo and redo of navigation.

import { describe, expect, it } from 'vitest';
import { createHistory } from '../../../../webview/state/history.ts';

describe('history', () => {
  it('goes back and forth among places', () => {
    const history = createHistory<string>(100);
    history.record('a', 0);
    history.record('b', 1000);
    expect(history.undo('c')).toBe('b');
    expect(history.undo('b')).toBe('a');
    expect(history.undo('a')).toBeNull();
    expect(history.redo('a')).toBe('b');
    expect(history.redo('b')).toBe('c');
    expect(history.canRedo).toBe(false);
  });

  it('makes one step of many in quick succession, back to where they began', () => {
    const history = createHistory<string>(100);
    history.record('start', 0);
    history.record('turning the wheel', 50);
    history.record('still turning', 120);
    expect(history.undo('end')).toBe('start');
    expect(history.canUndo).toBe(false);
  });

  it('forgets what was undone once something new happens', () => {
    const history = createHistory<string>(100);
    history.record('a', 0);
    history.undo('b');
    history.record('a', 1000);
    expect(history.canRedo).toBe(false);
  });
});
