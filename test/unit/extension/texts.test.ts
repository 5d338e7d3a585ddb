// The texts of the extension: each is there in every language, with the same places to fill in.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventKinds, laneKinds, markKinds, outcomes, spanKinds, taskKinds } from '../../../src/model/vocabulary.ts';

const root = join(import.meta.dirname, '../../..');
type Texts = Readonly<Record<string, string>>;
const readTexts = (file: string): Texts => JSON.parse(readFileSync(join(root, file), 'utf8')) as Texts;
const languages = ['es', 'pt-br'];

/** The rooms that speak to a person: the extension through `vscode.l10n.t`, the timeline through `say` and its kin. */
const rooms = ['src/extension', 'src/viewmodel', 'src/layout', 'src/protocol', 'webview'];
const text = String.raw`'((?:[^'\\]|\\.)+)'`;
const calls = [
  new RegExp(String.raw`l10n\.t\(\s*${text}`, 'g'),
  new RegExp(String.raw`\b(?:say|words|sayNodes|sayPhrases)\(\s*${text}`, 'g'),
  new RegExp(String.raw`\bsayQuantity\([^']*${text}, ${text}`, 'gs'),
];
/** The vocabulary is said as it stands, where a person reads it. */
const vocabulary = [
  ...laneKinds.filter((kind) => kind !== 'taskGroup'),
  ...[...taskKinds, ...outcomes, ...eventKinds, ...markKinds, ...spanKinds],
];

/** Every text that the source says. */
function textsOfSource(): readonly string[] {
  const sources = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, room, name), 'utf8')),
  );
  const found = sources.flatMap((source) => calls.flatMap((call) => [...source.matchAll(call)].flatMap(([, ...texts]) => texts)));
  return [...new Set([...found.filter((one) => one !== undefined), ...vocabulary])].sort();
}

const placesIn = (said: string): readonly string[] => (said.match(/\{\d\}|\]\(command:[^)]+\)/g) ?? []).sort();

describe('texts', () => {
  it('finds those of the source', () => {
    expect(textsOfSource().length).toBeGreaterThan(40);
  });

  it.each(languages)('every text of the source is there in %s, and no other', (language) => {
    expect(Object.keys(readTexts(`l10n/bundle.l10n.${language}.json`)).sort()).toEqual(textsOfSource());
  });

  it.each(languages)('every text of the manifest is there in %s, and no other', (language) => {
    expect(Object.keys(readTexts(`package.nls.${language}.json`))).toEqual(Object.keys(readTexts('package.nls.json')));
  });

  it.each(languages)('what is filled in and what is linked is the same in %s', (language) => {
    for (const [text, said] of Object.entries(readTexts(`l10n/bundle.l10n.${language}.json`)))
      expect(placesIn(said)).toEqual(placesIn(text));
    const english = readTexts('package.nls.json');
    for (const [name, said] of Object.entries(readTexts(`package.nls.${language}.json`)))
      expect(placesIn(said)).toEqual(placesIn(english[name]!));
  });

  it('the manifest names no text that is not there', () => {
    const named = readFileSync(join(root, 'package.json'), 'utf8').match(/%[\w.]+%/g) ?? [];
    const known = readTexts('package.nls.json');
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => known[name.slice(1, -1)] === undefined)).toEqual([]);
  });
});
