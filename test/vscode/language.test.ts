// VS Code in another language: commands, views, messages and the timeline itself speak it.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { packExtension } from '../support/vscode/packedExtension.ts';
import { root } from '../support/vscode/server.ts';
import { patienceMs, until } from '../support/vscode/until.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

vi.setConfig({ testTimeout: 4 * patienceMs, hookTimeout: patienceMs });

const languages = [
  {
    language: 'es',
    run: 'Ejecutar el archivo actual',
    empty: 'Aún no se ha trazado ningún programa',
    kind: /^seleccionado · /i,
    tab: 'Estadísticas',
    facts: 'se ejecutó',
  },
  {
    language: 'pt-br',
    run: 'Executar o arquivo atual',
    empty: 'Nenhum programa deste espaço de trabalho',
    kind: /^selecionado · /i,
    tab: 'Estatísticas',
    facts: 'executou',
  },
];

describe('in another language', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vscode-language-'));
  let bench: Workbench | undefined;

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await bench?.shoot(`failed ${task.name.slice(0, 40)}`);
    await bench?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(languages)('speaks $language: palette, view, timeline', async ({ language, run, empty, kind, tab, facts }) => {
    cpSync(join(root, 'test/fixtures/workspace'), folder, { recursive: true });
    bench = await openWorkbench(folder, { extension: packExtension(), language });
    await bench.runs();
    await bench.page.locator('.sidebar', { hasText: empty }).waitFor();
    await bench.open('two words.ts');
    await bench.command(`Trace Concurrency: ${run}`);
    const timeline = await bench.timeline();
    await timeline.locator('.status .recording').waitFor({ state: 'hidden' });
    await timeline.getByRole('tab', { name: tab }).waitFor();
    const row = timeline.locator('.labels .row', { hasText: 'greet' }).first();
    await row.waitFor();
    const detail = timeline.locator('.detail');
    // The focus may still go to what VS Code opens beside: then the key is pressed again.
    await until(async () => {
      await timeline.locator('.timeline').press('ArrowDown');
      await detail.waitFor({ timeout: 5000 });
      return true;
    }, 'the detail');
    expect(await detail.locator('h2').first().innerText()).toMatch(kind);
    expect(await detail.innerText()).toContain(facts);
    await bench.shoot(`language-${language}`);
  });
});
