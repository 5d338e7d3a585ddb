// How JSX is taken out of a file: told by the tracer, done by the transformer.

export interface JsxOptions {
  readonly fileName: string;
  readonly format: 'module' | 'commonjs';
  /** From the `jsx` of tsconfig.json: `react-jsx` and `react-jsxdev` are automatic. */
  readonly runtime: 'classic' | 'automatic';
  readonly development?: boolean;
  /** Of the classic runtime: what an element and a fragment become. */
  readonly pragma?: string;
  readonly fragmentPragma?: string;
  /** Of the automatic runtime: the package whose `jsx-runtime` is imported. */
  readonly importSource?: string;
}
