// Loads a bundle of ours past all that a program can watch or change its modules with: hooks, channels, caches.

import { compileFunction } from 'node:vm';
import { readFileSync } from '../systemFiles.ts';

type Body = (exports: object, require: NodeJS.Require, module: { exports: unknown }) => void;

const compile = compileFunction;
const builtin = process.getBuiltinModule.bind(process);

/**
 * @param path - absolute, of a CommonJS file that requires builtins alone
 * @returns what it exports
 */
export function loadOwnBundle(path: string): unknown {
  const body = compile(readFileSync(path, 'utf8'), ['exports', 'require', 'module'], { filename: path }) as Body;
  const module = { exports: {} };
  body(module.exports, builtin as NodeJS.Require, module);
  return module.exports;
}
