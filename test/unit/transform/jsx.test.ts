// JSX out: which calls it becomes, on which lines.

import { describe, expect, it } from 'vitest';
import type { JsxOptions } from '../../../src/model/jsxOptions.ts';
import { removeJsx } from '../../../src/transform/jsx.ts';

const classic: JsxOptions = { fileName: 'view.tsx', format: 'module', runtime: 'classic' };
const automatic: JsxOptions = { fileName: 'view.jsx', format: 'module', runtime: 'automatic' };
const source = 'export const view =\n  <div a="1">\n    {text}\n  </div>;\n';
const lines = (code: string): number => code.split('\n').length;

describe('removeJsx', () => {
  it.each([
    ['classic', classic, 'React.createElement('],
    ['classic with a pragma', { ...classic, pragma: 'h' }, 'h('],
    ['automatic', automatic, '_jsx('],
    ['automatic in development', { ...automatic, development: true }, '_jsxDEV('],
  ])('makes calls of the %s runtime and keeps every line', (_name, options, call) => {
    const { code } = removeJsx(source, options);
    expect(code).toContain(call);
    expect(code).not.toContain('<div');
    expect(lines(code)).toBe(lines(source));
  });

  it('takes the types of a .tsx file away too', () => {
    expect(removeJsx('const a: number = <b />; type C = 1;', classic).code).toMatch(/^const a = React/);
  });

  it('imports the automatic runtime as the format of the file can', () => {
    expect(removeJsx(source, { ...automatic, importSource: 'preact' }).code).toContain('import {jsx as _jsx} from "preact/jsx-runtime";');
    const common = removeJsx(source.replace('export const view', 'exports.view'), { ...automatic, format: 'commonjs' }).code;
    expect(common).toMatch(/^const \{jsx: _jsx\} = require\("react\/jsx-runtime"\);/);
  });

  it.each([false, true])('keeps a CommonJS file strict and startable (development: %s)', (development) => {
    const options = { ...automatic, format: 'commonjs', development } as const;
    const { code } = removeJsx("#!/usr/bin/env node\n// of note\n'use strict';\nmodule.exports = <><a /><b /></>;", options);
    expect(code).toMatch(/^#!.*\n"use strict";/);
    expect(() => new Function('require', 'module', code.replace(/^#!.*/, ''))).not.toThrow();
  });

  it('maps its columns back', () => {
    const map = JSON.parse(removeJsx('const a = <b />, c = d;', classic).map) as { readonly version: number; readonly mappings: string };
    expect(map.version).toBe(3);
    expect(map.mappings.split(',').length).toBeGreaterThan(5);
  });

  it('throws a SyntaxError at what does not parse', () => {
    expect(() => removeJsx('const a = <b>', classic)).toThrow(SyntaxError);
  });
});
