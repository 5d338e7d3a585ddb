// The extension talks to no network: its bundles have nothing to do it with.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

interface Meta {
  readonly outputs: Readonly<Record<string, { readonly imports: readonly { readonly path: string }[] }>>;
}

/** What Node has for it. */
const modules = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|inspector|quic)(?:\/|$)/;
/** What a page or Node has for it without a module. */
const globals = /\b(?:fetch|WebSocket|EventSource|XMLHttpRequest|sendBeacon|importScripts)\s*\(/;

describe('no network', () => {
  it.each(['extension', 'timelineWorker', 'terminalMain'])('is within reach of %s', (bundle) => {
    const { outputs } = JSON.parse(readFileSync(join(root, `build/meta/${bundle}.json`), 'utf8')) as Meta;
    const imported = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    expect(imported).toContain('node:path');
    // The lifeline is a pipe that is there already; only the command line opens it.
    expect(imported.filter((path) => modules.test(path))).toEqual([]);
    expect(readFileSync(join(root, `dist/${bundle}.cjs`), 'utf8')).not.toMatch(globals);
  });

  it('is within reach of the page', () => {
    expect(readFileSync(join(root, 'dist/webview/timeline.js'), 'utf8')).not.toMatch(globals);
  });
});
