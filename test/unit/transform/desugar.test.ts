// Law of the rewritten TypeScript: random enums and namespaces make the objects that another compiler makes.

import { stripTypeScriptTypes } from 'node:module';
import { inspect } from 'node:util';
import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instrument } from './instrument.ts';

/** What `result` is when a script has run, or the name of the error that it throws. */
function evaluate(script: string, result: string): string {
  try {
    return inspect(new Function(`${script}\nreturn ${result};`)(), { depth: 9, compact: false });
  } catch (error) {
    if (error instanceof SyntaxError) throw new Error(script, { cause: error });
    return (error as Error).name;
  }
}

const ours = (source: string): string => stripTypeScriptTypes(instrument(source));
const theirs = (source: string): string => transformSync(source, { loader: 'ts', target: 'es2022', keepNames: true }).code;

function expectSame(source: string, result: string): void {
  expect(evaluate(ours(source), result)).toBe(evaluate(theirs(source), result));
}

const memberNames = ['A', 'B', 'C', "'d e'", 'delete', 'G'] as const;
const texts = "|1|-2|1.5|'text'|`template`|A|E.A|'x' + 1|A + 1|1 << 3|~A|E['A']|outer|outer.length|(2 as number)";
const member = fc.tuple(
  fc.constantFrom(...memberNames),
  fc.constantFrom(...texts.split('|')),
  fc.constantFrom('', ' ', ' /* , */ ', '\n// ,\n'),
);

/** Members that no name repeats; one that can't count on from the member before has a value of its own. */
function enumBody(members: readonly (readonly [string, string, string])[], continues: boolean): string {
  const seen = new Set<string>(continues ? ['A'] : []);
  let isNumber = !continues;
  let body = continues ? 'A = 40, F = A,' : '';
  for (const [name, value, gap] of members) {
    if (seen.has(name)) continue;
    const isEarly = /\bA\b/.test(value) && !seen.has('A');
    const given = isEarly || (value === '' && !isNumber) ? '7' : value;
    isNumber = given === '' ? isNumber : /^-?[\d.]+$|<<|\(2/.test(given);
    seen.add(name);
    body += `${name}${given === '' ? '' : `${gap}= ${given}`}${gap},${gap}`;
  }
  return body;
}

describe('enums', () => {
  it('are the objects that esbuild makes', () => {
    fc.assert(
      fc.property(fc.array(member), fc.array(member), fc.constantFrom('', 'const '), (first, second, modifier) => {
        const blocks = [enumBody(first, false), enumBody(second, true)].map((body) => `${modifier}enum E {${body}}`);
        expectSame(`const outer: any = 3; ${blocks.join(' ')}`, 'E');
      }),
      { numRuns: 300 },
    );
  });
});

const variables = ['a', 'b', 'c', 'f'] as const;
const use = fc.constantFrom(
  ...variables.map((name) => `typeof ${name} === 'number' ? ${name} : 0`),
  'probe(() => [a, b])',
  '{ a, b }',
  '((a: number) => a)(3)',
  '[1].map((b) => b)',
);
const statement = fc.oneof(
  fc
    .tuple(fc.constantFrom('export const', 'export let', 'export var', 'const', 'var'), fc.constantFrom(...variables), use)
    .map(([kind, name, value]) => `${kind} ${name}: any = ${value};`),
  fc.constantFrom(...variables).map((name) => `export function ${name}() { return 1; }`),
  fc.constantFrom(...variables).map((name) => `export class ${name} { k = 1; }`),
  fc.constantFrom(...variables).map((name) => `export namespace ${name} { export const a = 5; export const deep = { a }; }`),
  fc.constantFrom(...variables).map((name) => `export enum ${name} { X, Y = X + 2 }`),
  fc.constant('export const { c, ...rest }: any = { c: [2], z: 1 };'),
  fc.constant('{ const a = 4; log.push(a); }'),
  fc.constant('for (const b of [6]) { log.push(b); }'),
  use.map((value) => `log.push(${value});`),
);

/** A block of a namespace; a name that it has declared is not declared again. */
const block = fc.array(statement, { maxLength: 5 }).map((statements) => {
  const seen = new Set<string>();
  return statements.filter((text) => {
    const name = /^(?:export )?(?:const|let|var|function|class|namespace|enum) (?:\{ )?(\w+)/.exec(text)?.[1];
    if (name === undefined) return true;
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew;
  });
});

describe('namespaces', () => {
  it('are the objects that esbuild makes, over several blocks', () => {
    fc.assert(
      fc.property(block, block, fc.constantFrom('N', 'N.x', 'N.x.y'), (first, second, path) => {
        const probe = 'const log: any[] = []; const probe = (f: any) => { try { return f(); } catch (e: any) { return e.name; } };';
        expectSame(
          `${probe} namespace ${path} { log.push(0); ${first.join('\n')} } namespace ${path} { log.push(1); ${second.join('\n')} }`,
          '[N, log]',
        );
      }),
      { numRuns: 300 },
    );
  });
});
