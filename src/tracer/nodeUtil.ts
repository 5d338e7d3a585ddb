// node:util as it is: a bundle copies what is imported, and copying would read the properties that Node loads lazily, which opens stderr.

export const util: typeof import('node:util') = process.getBuiltinModule('node:util');
