// Source in, instrumentation out: parses a file, walks it once, and says what to edit. The entry of this room's bundle.

import type { Instrumentation } from '../model/edits.ts';
import { needsTransform } from '../model/needsTransform.ts';
import { EditList } from './editList.ts';
import { findKnownFunctions } from './knownFunctions.ts';
import { parse, type SourceFormat } from './parse.ts';
import { canRun } from './structure.ts';
import { forEachChild, isErased, type Node, type NodeOf } from './syntax.ts';
import { desugarAlias, dropUnusedNames } from './typescript/modules.ts';
import { prefixesOf } from './typescript/references.ts';
import { visitorOf } from './visitors.ts';
import { moduleScope, type Walk } from './walk.ts';

export { type JsxRemoved, removeJsx } from './jsx.ts';

export interface TransformRequest {
  readonly source: string;
  /** Decides the dialect by its extension. */
  readonly fileName: string;
  /** How Node runs it; `unambiguous` when its syntax decides. */
  readonly format: SourceFormat;
  /** Node will strip the types of the result: what is not erasable is rewritten. */
  readonly typescript: boolean;
}

export interface Transformed extends Instrumentation {
  /** It uses decorators or auto-accessors: no Node can run it without a compiler. */
  readonly decorators: boolean;
}

/**
 * What to edit so that a program tells of its tasks and does what it did. No edit adds or removes a line break; all its text is ASCII.
 * @returns null when there is nothing to do
 * @throws SyntaxError when it does not parse: leave the source alone, so that the error is Node's own
 * O(source).
 */
export function transform({ source, fileName, format, typescript }: TransformRequest): Transformed | null {
  if (!needsTransform(source, typescript)) return null;
  const program = parse(source, fileName, format);
  const found = { decorators: false };
  const isModule = format === 'module' || (format === 'unambiguous' && hasModuleSyntax(program));
  const walk = createWalk(program, { source, desugar: typescript, isModule }, found);
  walk.visit(program, program, moduleScope());
  for (const alias of walk.aliases) desugarAlias(alias, walk);
  // Of a file with JSX the compiler of JSX drops them: only it knows which names JSX uses.
  if (!fileName.endsWith('x')) for (const declaration of walk.imports) dropUnusedNames(declaration, walk);
  const instrumentation = walk.edits.finish();
  return instrumentation.edits.length === 0 && !found.decorators ? null : { ...instrumentation, ...found };
}

/** Whether its `import`s and `export`s make it an ES module; TypeScript's own kinds do not. */
function hasModuleSyntax(program: NodeOf<'Program'>): boolean {
  return program.body.some((statement) => {
    const { type, importKind, exportKind } = statement as Node & { readonly importKind?: string; readonly exportKind?: string };
    return /^(Import|Export)/.test(type) && importKind !== 'type' && exportKind !== 'type' && !isErased(statement);
  });
}

type Settings = Pick<Walk, 'source' | 'desugar' | 'isModule'>;

function createWalk(program: NodeOf<'Program'>, settings: Settings, found: { decorators: boolean }): Walk {
  const hasMembers = settings.desugar && /\b(?:enum|namespace)\b/.test(settings.source);
  const walk: Walk = {
    ...settings,
    edits: new EditList(settings.source),
    usedNames: new Set(),
    prefixes: hasMembers ? prefixesOf(program) : new Map(),
    continuations: new Set(),
    aliases: [],
    known: findKnownFunctions(program),
    brief: new Set(),
    imports: [],
    visit(node, parent, scope) {
      if (!canRun(node)) return;
      if (node.type === 'Decorator' || node.type === 'ClassAccessorProperty') found.decorators = true;
      const visitor = visitorOf(node);
      if (visitor === undefined) walk.visitChildren(node, scope);
      else visitor(node, parent, scope, walk);
    },
    visitChildren: (node, scope) => forEachChild(node, (child) => walk.visit(child, node, scope)),
  };
  return walk;
}
