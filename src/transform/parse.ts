// Source text in, syntax tree out: the parser and what it must accept for each kind of file.

import { type ParserOptions, parse as parseWithBabel } from '@babel/parser';
import type { NodeOf } from './syntax.ts';

export type SourceFormat = 'module' | 'commonjs' | 'unambiguous';

/** Parentheses are nodes of their own. @throws SyntaxError of the parser */
export function parse(source: string, fileName: string, format: SourceFormat): NodeOf<'Program'> {
  const typescript = /\.[cm]?tsx?$/.test(fileName);
  const dialect: NonNullable<ParserOptions['plugins']> = typescript ? ['typescript'] : [];
  // A `.ts` file can't have JSX, as `<T>x` is an assertion there.
  if (!typescript || fileName.endsWith('x')) dialect.push('jsx');
  // Only the old decorators can stand before parameters; only the new ones after `export`.
  const decorators = source.includes('@') && typescript ? (['decorators-legacy', 'decorators'] as const) : (['decorators'] as const);
  const sourceType = typescript && format === 'commonjs' ? 'unambiguous' : format;
  let failure: unknown;
  for (const kind of decorators) {
    try {
      const file = parseWithBabel(source, { ...options(sourceType), plugins: [...dialect, kind, 'decoratorAutoAccessors'] });
      return file.program as unknown as NodeOf<'Program'>;
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

function options(sourceType: SourceFormat): ParserOptions {
  // `commonjs` has these two by itself and refuses them as options.
  const function_ = sourceType === 'unambiguous' ? { allowReturnOutsideFunction: true, allowNewTargetOutsideFunction: true } : {};
  // An exported name may be a global type, or one that only the stripper knows to be none of ours.
  return { sourceType, attachComment: false, createParenthesizedExpressions: true, allowUndeclaredExports: true, ...function_ };
}
