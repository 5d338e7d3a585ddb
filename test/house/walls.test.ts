// The walls between the rooms: each is shown standing by a violation that is planted and refused.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const planted: string[] = [];

function plant(path: string, source: string): string {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, source);
  planted.push(full);
  return full;
}

afterEach(() => {
  for (const file of planted.splice(0)) rmSync(file);
});

function lint(file: string): string {
  const run = spawnSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'lint', '--vcs-enabled=false', file], {
    cwd: root,
    encoding: 'utf8',
  });
  return run.stdout + run.stderr;
}

function compile(room: string): string {
  const run = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', room, '--noEmit', '--composite', 'false', '--emitDeclarationOnly', 'false'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  return run.stdout + run.stderr;
}

describe('the import wall', () => {
  const forbidden = [
    ['src/model', 'model', "import { readFileSync } from 'node:fs';\nexport const x: unknown = readFileSync;\n"],
    ['src/model', 'model', "import type { Row } from '../layout/geometry.ts';\nexport type X = Row;\n"],
    ['src/analysis', 'analysis', "import type { Row } from '../layout/geometry.ts';\nexport type X = Row;\n"],
    ['src/layout', 'layout', "import { replay } from '../replay/replay.ts';\nexport const x: unknown = replay;\n"],
    [
      'src/host',
      'host',
      "import { installMessages } from '../tracer/messages/installMessages.ts';\nexport const x: unknown = installMessages;\n",
    ],
    ['src/tracer', 'tracer', "import { transform } from '../transform/transform.ts';\nexport const x: unknown = transform;\n"],
    ['src/tracer', 'tracer', "import { parse } from '@babel/parser';\nexport const x: unknown = parse;\n"],
    ['src/tracer', 'tracer', "import { createHook } from 'node:async_hooks';\nexport const x: unknown = createHook;\n"],
    ['src/tracer', 'tracer', "import { types } from 'node:util';\nexport const x: unknown = types;\n"],
    ['src/extension', 'extension', "import { runVerb } from '../cli/runVerb.ts';\nexport const x: unknown = runVerb;\n"],
    ['src/host', 'host', "import { window } from 'vscode';\nexport const x: unknown = window;\n"],
    ['webview', 'webview', "import { readFileSync } from 'node:fs';\nexport const x: unknown = readFileSync;\n"],
    ['webview', 'webview', "import { replay } from '../src/replay/replay.ts';\nexport const x: unknown = replay;\n"],
  ] as const;

  it.each(forbidden)('refuses in %s what %s may not see: %s', (room, _name, source) => {
    const report = lint(plant(`${room}/plantedViolation.ts`, source));
    expect(report).toContain('noRestrictedImports');
  });

  it('lets a room see what stands below it', () => {
    const report = lint(
      plant('src/analysis/plantedViolation.ts', "import { op } from '../model/wire/opcodes.ts';\nexport const x: unknown = op;\n"),
    );
    expect(report).not.toContain('noRestrictedImports');
  });

  it('refuses a circle', () => {
    plant('src/model/plantedOne.ts', "import { two } from './plantedTwo.ts';\nexport const one: unknown = two;\n");
    const report = lint(plant('src/model/plantedTwo.ts', "import { one } from './plantedOne.ts';\nexport const two: unknown = one;\n"));
    expect(report).toContain('noImportCycles');
  });
});

describe('the wall of globals', () => {
  it.each([
    ['src/model', 'export const x: number = process.pid;\n', 'process'],
    ['src/layout', 'export const x: unknown = document.body;\n', 'document'],
    ['src/host', 'export const x: unknown = document.body;\n', 'document'],
    ['webview', 'export const x: number = process.pid;\n', 'process'],
  ])('refuses in %s: %s', (room, source, name) => {
    plant(`${room}/plantedViolation.ts`, source);
    expect(compile(room)).toMatch(new RegExp(`plantedViolation.*Cannot find name '${name}'`));
  });
});

describe('the wall around the bundles', () => {
  function inputsOf(name: string): readonly string[] {
    const meta = JSON.parse(readFileSync(join(root, `build/meta/${name}.json`), 'utf8')) as {
      inputs: Record<string, { imports: { path: string; external?: boolean }[] }>;
    };
    return [
      ...Object.keys(meta.inputs),
      ...Object.values(meta.inputs).flatMap((input) => input.imports.filter((one) => one.external === true).map((one) => one.path)),
    ];
  }

  /** What a bundle's metafile lists besides what it may. */
  function strangers(inputs: readonly string[], allowed: RegExp): readonly string[] {
    return inputs.filter((path) => !allowed.test(path));
  }

  it('keeps everything but tracer, model and node:* out of the preload', () => {
    expect(strangers(inputsOf('preload'), /^(src\/tracer\/|src\/model\/|node:)/)).toEqual([]);
  });

  it('keeps the transformer to itself, the model and its parsers', () => {
    expect(
      strangers(
        inputsOf('transform'),
        /^(src\/transform\/|src\/model\/|node_modules\/(@babel|sucrase|@jridgewell|lines-and-columns|ts-interface-checker)\/)/,
      ),
    ).toEqual([]);
  });

  it.each(['timelineWorker', 'terminalMain', 'cli'])('keeps the editor out of %s, which runs beside it', (name) => {
    expect(inputsOf(name)).not.toContain('vscode');
  });

  it('keeps what reads traces out of the extension: it loads with the window', () => {
    expect(inputsOf('extension')).toContain('vscode');
    expect(strangers(inputsOf('extension'), /^(?!src\/(replay|analysis|viewmodel)\/)/)).toEqual([]);
  });

  it('would see a stranger', () => {
    const folder = mkdtempSync(join(root, 'build/planted-'));
    const entry = join(folder, 'entry.ts');
    writeFileSync(entry, "import { parse } from '@babel/parser';\nconsole.log(parse);\n");
    const out = join(folder, 'meta.json');
    execFileSync(
      process.execPath,
      [
        '-e',
        `require('esbuild').build({ entryPoints: [${JSON.stringify(entry)}], bundle: true, write: false, platform: 'node', metafile: true, outdir: 'x' }).then((r) => require('fs').writeFileSync(${JSON.stringify(out)}, JSON.stringify(r.metafile)))`,
      ],
      { cwd: root },
    );
    const meta = JSON.parse(readFileSync(out, 'utf8')) as { inputs: Record<string, unknown> };
    rmSync(folder, { recursive: true });
    expect(strangers(Object.keys(meta.inputs), /^(src\/tracer\/|src\/model\/|node:)/)).toContain('node_modules/@babel/parser/lib/index.js');
  });
});
