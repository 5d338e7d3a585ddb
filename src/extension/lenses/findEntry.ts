// Where a file begins to do something, told from its text alone: a parser would cost more than a lens is worth.
//
// Code that does something at the top level stands at the left margin; what defines something begins with a keyword.

/** What marks a file as a program, the surest first. */
const guards = /^\s*(?:\}\s*else\s+)?if\s*\(.*(?:require\.main\s*===?\s*module|module\s*===?\s*require\.main|import\.meta\.main)\b/;
const awaits = /^(?:(?:export\s+)?(?:const|let|var)\b[^=]*=\s*|[\w$.[\]]+\s*=\s*|void\s+)?await\b|^for\s+await\b/;
const calls =
  /^(?:void\s+)?(?!(?:if|for|while|switch|catch|function|class|return|throw|import|export|super|with)\b)[\w$]+(?:\.[\w$]+)*\s*(?:<[^()]*>)?\(/;
const invoked = /^[;!+]?\((?:async\b|function\b|\(\s*\)\s*=>|\(\)\s*=>)/;
const tests = /^(?:describe|it|test|suite|before|after|beforeAll|afterAll|beforeEach|afterEach|jest|vi)\b/;
/** Definitions that only look like calls. */
const registrations =
  /^(?:require|define|Object\.(?:defineProperty|assign|freeze|setPrototypeOf)|customElements\.define|dotenv\.config|process\.(?:on|once))\s*\(/;

/** Lines looked at; a longer file that does nothing until there is no program that people start by hand. */
const mostLines = 5000;

/**
 * The line on which a program begins to run, from 0; null for a file that only defines things.
 * @param text - of a JavaScript or TypeScript file
 * O(text).
 */
export function findEntry(text: string): number | null {
  const lines = text.split(/\r?\n/, mostLines);
  const inside = new Uint8Array(lines.length);
  markInside(lines, inside);
  const first = (fits: (line: string) => boolean): number => lines.findIndex((line, at) => inside[at] === 0 && fits(line));
  const guard = first((line) => guards.test(line));
  if (guard >= 0) return guard;
  const isOfTests = /\bfrom\s+['"](?:vitest|@jest\/globals|mocha|bun:test)['"]/.test(text);
  const effect = first(
    (line) => awaits.test(line) || invoked.test(line) || (calls.test(line) && !tests.test(line) && !registrations.test(line)),
  );
  if (effect >= 0 && !isOfTests) return effect;
  return lines[0]?.startsWith('#!') ? 0 : null;
}

/** Marks the lines that begin inside a comment or a template. What looks like one in a string or an expression misleads it for that line. */
function markInside(lines: readonly string[], inside: Uint8Array): void {
  let end: '*/' | '`' | null = null;
  lines.forEach((line, at) => {
    inside[at] = end === null ? 0 : 1;
    for (let from = 0; from < line.length; ) {
      if (end !== null) {
        const found = indexOfUnescaped(line, end, from);
        if (found < 0) return;
        from = found + end.length;
        end = null;
        continue;
      }
      const opening = /\/\/|\/\*|`|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;
      opening.lastIndex = from;
      const found = opening.exec(line);
      if (found === null || found[0] === '//') return;
      from = opening.lastIndex;
      if (found[0] === '/*') end = '*/';
      else if (found[0] === '`') end = '`';
    }
  });
}

function indexOfUnescaped(line: string, end: string, from: number): number {
  let at = line.indexOf(end, from);
  while (end === '`' && at > 0 && line[at - 1] === '\\') at = line.indexOf(end, at + 1);
  return at;
}
