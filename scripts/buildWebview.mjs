// Builds the timeline: one HTML file with its style, script and worker inside, that needs no server and no network; and its parts for an editor's tab.

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { build } from 'esbuild';

/** The page as it is shipped, and where its parts come from. */
const shipped = { entry: 'webview/htmlEntry.ts', worker: 'src/viewmodel/worker.ts', outfile: 'dist/timeline.html', meta: 'build/meta' };

/**
 * Writes the page to `outfile`, with `<!--trace-->` still in it. With `meta`, esbuild's metafiles of its bundles go there as
 * webview.json and viewmodel.json. `worker` may be null for a page that makes its own source.
 */
export async function buildTimeline({ entry, worker, outfile, meta } = shipped) {
  const [template, style, script, workerScript] = await Promise.all([
    readFile('webview/index.html', 'utf8'),
    bundleStyle('webview/styles/timeline.css'),
    bundleScript(entry, meta === undefined ? null : `${meta}/webview.json`),
    worker === null ? '' : bundleScript(worker, meta === undefined ? null : `${meta}/viewmodel.json`),
  ]);
  const parts = {
    policy: policyFor(script, style),
    style: `<style>${style}</style>`,
    worker: `<script type="text/plain" id="worker">${workerScript}</script>`,
    script: `<script>${script}</script>`,
  };
  const page = template.replace(/<!--(policy|style|script|worker)-->/g, (_, part) => parts[part]);
  await mkdir(dirname(outfile), { recursive: true });
  await writeFile(outfile, page);
}

/** Writes the timeline of an editor's tab, a script and a style, to dist/webview. */
export async function buildTimelineForEditor() {
  const [style, script] = await Promise.all([
    bundleStyle('webview/styles/timeline.css'),
    bundleScript('webview/vscodeEntry.ts', 'build/meta/editorView.json'),
  ]);
  await mkdir('dist/webview', { recursive: true });
  await Promise.all([writeFile('dist/webview/timeline.css', style), writeFile('dist/webview/timeline.js', script)]);
}

async function bundleScript(entry, metafile) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'inline',
    metafile: true,
    logLevel: 'warning',
  });
  if (metafile !== null) {
    await mkdir(dirname(metafile), { recursive: true });
    await writeFile(metafile, JSON.stringify(result.metafile));
  }
  return insideScript(result.outputFiles[0].text);
}

async function bundleStyle(entry) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    loader: { '.css': 'css' },
    logLevel: 'warning',
  });
  return result.outputFiles[0].text.trim();
}

/** `</script` and `<!--` inside a string would end or confuse the element that holds the script; the policy hashes what stands here. */
function insideScript(text) {
  return text.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

/** Nothing but the script and style of this very file runs; the worker comes from a blob; nothing is fetched. */
function policyFor(script, style) {
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    // `blob:` is what the worker's script comes from.
    `script-src ${hash(script)} blob:`,
    'worker-src blob:',
    `style-src ${hash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
