// Whether a source can have anything to instrument: asked before the parser is loaded.

const tasks =
  /\b(?:async|await|setTimeout|setInterval|setImmediate|queueMicrotask|nextTick)\b|\.\s*(?:then|catch|finally)\b|\bnew\s+Promise\b/;

/** Syntax that types can't be stripped from: enums, namespaces, parameter properties, `import =`, `export =`, assertions by `<T>`. */
const notErasable = new RegExp(
  [
    /\b(?:enum|namespace)\b/,
    /\bimport\b[^'"(;{]*=/,
    /\bexport\b[^'"(;{\n]*=/,
    /(?:[^\w$\s.\])\u0080-\uffff]|\b(?:return|await|yield|typeof|void|case|throw|else|default|in|of|new|delete)\b)\s*<\s*[\w$({['"`]/,
    /\)\s*<[\w$. ]+>/,
  ]
    .map((pattern) => pattern.source)
    .join('|'),
);
const parameterProperties = /\bconstructor\b[\s\S]*\b(?:public|private|protected|readonly|override)\b/;
const imports = /\bimport\b[^'"]*\bfrom\b/;

/**
 * Whether the transform may find something to do. False only when it would not.
 * @param typescript - whether Node will strip the types, so that what is not erasable must go
 */
export function needsTransform(source: string, typescript: boolean): boolean {
  if (tasks.test(source)) return true;
  return typescript && (imports.test(source) || notErasable.test(source) || parameterProperties.test(source));
}
