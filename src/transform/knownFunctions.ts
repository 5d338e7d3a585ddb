// Functions of which it is known that a call begins with their first mark: async ones of the file's top level, whose names mean nothing else in it.

import { boundNames, canBeBlock, declarationOf } from './declarations.ts';
import { forEachChild, is, isFunction, type Node, type NodeOf, unwrap } from './syntax.ts';

const none: ReadonlySet<string> = new Set();

/** Their names. O(program). */
export function findKnownFunctions(program: NodeOf<'Program'>): ReadonlySet<string> {
  const known = new Set<string>();
  for (const statement of program.body) {
    const declaration = declarationOf(statement);
    if (is(declaration, 'FunctionDeclaration') && declaration.id && beginsWithMark(declaration)) known.add(declaration.id.name);
  }
  if (known.size === 0) return none;
  const seen = new Set<string>();
  let isOpen = false;
  const visit = (node: Node): void => {
    isOpen ||= is(node, 'WithStatement') || (is(node, 'CallExpression') && is(node.callee, 'Identifier') && node.callee.name === 'eval');
    for (const name of namesGivenBy(node)) {
      // Declared once more, or given another value.
      if (seen.has(name) || !known.has(name)) known.delete(name);
      seen.add(name);
    }
    forEachChild(node, visit);
  };
  visit(program);
  return isOpen ? none : known;
}

/** Whether the call is `name(…)` of a known function, the arguments one by one. */
export function knownCall({ callee, arguments: args }: NodeOf<'CallExpression'>, known: ReadonlySet<string>): boolean {
  return is(callee, 'Identifier') && known.has(callee.name) && !args.some(({ type }) => type === 'SpreadElement');
}

/** Whether it awaits what a known function gives it, directly. */
export function awaitsKnownCall({ argument }: NodeOf<'AwaitExpression'>, known: ReadonlySet<string>): boolean {
  const call = unwrap(argument);
  return is(call, 'CallExpression') && knownCall(call, known);
}

/** Defaults and patterns of parameters are evaluated before the body. */
function beginsWithMark(node: NodeOf<'FunctionDeclaration'>): boolean {
  return node.async && !node.generator && node.params.every((parameter) => is(parameter, 'Identifier')) && canBeBlock(node.body!);
}

/** The names that a node itself declares or gives a value. */
function namesGivenBy(node: Node): readonly string[] {
  if (is(node, 'VariableDeclarator')) return boundNames(node.id);
  if (is(node, 'AssignmentExpression')) return boundNames(unwrap(node.left));
  if (is(node, 'UpdateExpression')) return boundNames(unwrap(node.argument));
  if (is(node, 'ForOfStatement', 'ForInStatement')) return boundNames(unwrap(node.left));
  if (is(node, 'CatchClause')) return boundNames(node.param);
  if (is(node, 'ImportSpecifier', 'ImportDefaultSpecifier', 'ImportNamespaceSpecifier')) return [node.local.name];
  if (is(node, 'ClassDeclaration', 'ClassExpression', 'TSEnumDeclaration', 'TSImportEqualsDeclaration')) return boundNames(node.id);
  if (is(node, 'TSModuleDeclaration')) return boundNames(node.id);
  return isFunction(node) ? [...boundNames(node.id), ...node.params.flatMap(boundNames)] : [];
}
