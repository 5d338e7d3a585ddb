// Whether a source can have anything to instrument: asked before the parser is loaded.

/** White space and comments, in one way only: what can match in two takes for ever on a line of slashes. */
const gap = String.raw`(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\n]*(?:\n|$))*`;

const tasks = new RegExp(
  [
    String.raw`\b(?:async|await|setTimeout|setInterval|setImmediate|queueMicrotask|nextTick|Atomics)\b`,
    String.raw`\.${gap}(?:then|catch|finally)\b`,
    String.raw`\bnew${gap}Promise\b`,
    String.raw`\bPromise${gap}\??\.`,
  ].join('|'),
);

/** What makes `<` after it the start of `<T>x`, and not a comparison or the arguments of a type. */
const beforeAssertion = String.raw`(?:^|[^\w$\s)\]\u0080-\uffff]|\b(?:return|await|yield|typeof|void|case|throw|else|do|default|extends|instanceof|in|of|new|delete)\b)`;

/** Syntax that types can't be stripped from: enums, namespaces, `import =`, `export =`, `<T>x`; and imports, whose names may be types. */
const notErasable = new RegExp(
  [
    String.raw`\b(?:enum|namespace)\b`,
    String.raw`\bexport${gap}=`,
    String.raw`\bimport\b[^'"(;{]*=`,
    String.raw`\bimport\b[^'"]*\bfrom\b`,
    `${beforeAssertion}${gap}<(?!=)`,
    String.raw`\)${gap}<[\w$. ]+>`,
  ].join('|'),
);

/** Decorators and auto-accessors, but not the tags of comments. No Node runs them: whether there are any must be found out. */
const decorator = /(?:^|[(,;}=]|\{\s|\b(?:export|default|static|abstract|public|private|protected)\s)[ \t]*@[\w$(]|\baccessor\s+[\w$#['"]/m;

/**
 * Whether the transform may find something to do. False only when it would not.
 * @param typescript - whether Node will strip the types, so that what is not erasable must go
 */
export function needsTransform(source: string, typescript: boolean): boolean {
  if (tasks.test(source) || decorator.test(source)) return true;
  return typescript && (notErasable.test(source) || mayHaveParameterProperties(source));
}

function mayHaveParameterProperties(source: string): boolean {
  return source.includes('constructor') && /\b(?:public|private|protected|readonly|override)\b/.test(source);
}
