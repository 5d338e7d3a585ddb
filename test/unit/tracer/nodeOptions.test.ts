// NODE_OPTIONS taken apart and put together.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutPreload, withPreload } from '../../../src/tracer/nodeOptions.ts';

const word = fc.stringMatching(/^--[a-z]{1,8}(=[a-z0-9"\\ ]{1,5}[a-z])?$/);
const path = fc.stringMatching(/^\/[a-z "\\$]{0,12}[a-z]\.cjs$/);

describe('NODE_OPTIONS', () => {
  it('are the same again when the preload is taken out', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), path, (words, preload) => {
        const options = words.join(' ');
        expect(withoutPreload(withPreload(options, preload), preload)).toBe(options);
      }),
    );
  });

  it('keep what a shell put around the preload', () => {
    const options = withPreload('--b', '/p q.cjs');
    expect(withoutPreload(`--a ${options} --c`, '/p q.cjs')).toBe('--a --b --c');
    expect(withoutPreload('--a --require /p.cjs --c', '/p.cjs')).toBe('--a --c');
  });

  it('are left alone when they do not name the preload', () => {
    expect(withoutPreload('--require=/other.cjs', '/p.cjs')).toBeUndefined();
  });

  it('are nothing but the preload when there were none', () => {
    expect(withPreload(undefined, '/p.cjs')).toBe('--require="/p.cjs"');
    expect(withoutPreload('--require="/p.cjs"', '/p.cjs')).toBe('');
  });
});
