// Builds everything that people run into dist/: the command line, the three bundles inside a traced program, the extension, and the timeline page.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { installNative } from './buildNative.mjs';
import { buildTimeline, buildTimelineForEditor } from './buildWebview.mjs';

/** The bundles that run in Node. Their metafiles go to build/meta, where the test of the walls reads them. */
const bundles = {
  cli: 'src/cli/main.ts',
  preload: 'src/tracer/preload.ts',
  transform: 'src/transform/transform.ts',
  resolve: 'src/resolve/resolve.ts',
  extension: 'src/extension/activate.ts',
  timelineWorker: 'src/extension/editor/timelineWorker.ts',
  terminalMain: 'src/extension/terminal/terminalMain.ts',
};

async function buildForNode(name, entry) {
  const result = await build({
    entryPoints: [entry],
    outfile: `dist/${name}.cjs`,
    bundle: true,
    external: ['vscode'],
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: false,
    charset: 'ascii',
    // Half of the time that a small program waits for us goes into reading the bundles; names stay as they are.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'inline',
    metafile: true,
    logLevel: 'warning',
  });
  await writeFile(`build/meta/${name}.json`, JSON.stringify(result.metafile));
}

await rm('dist', { recursive: true, force: true });
await mkdir('build/meta', { recursive: true });
await Promise.all(Object.entries(bundles).map(([name, entry]) => buildForNode(name, entry)));
await buildTimeline();
await buildTimelineForEditor();
installNative();
