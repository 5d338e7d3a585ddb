// The Node versions that programs are traced on.

export interface TestedNode {
  /** As the product promises it. */
  readonly version: '22.18' | '24' | '26';
  /** The executable. */
  readonly path: string;
}

/** The one that runs the tests, and those that scripts/test.mjs found. */
export const nodes: readonly TestedNode[] = [
  { version: '22.18', path: pathIn('NODE_22') },
  { version: '24', path: process.execPath },
  { version: '26', path: pathIn('NODE_26') },
];

function pathIn(variable: 'NODE_22' | 'NODE_26'): string {
  const path = process.env[variable];
  if (path !== undefined && path !== '') return path;
  throw new Error(`${variable} must name the executable of that Node: run the tests through npm test, which finds it, or set it.`);
}
