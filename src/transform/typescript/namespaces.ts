// Namespaces, as TypeScript emits them, on their own lines.
//
//   namespace A.B                                    { export const x = 1, f = () => x ; }
//   var A;(function(n1){let B;(function(n2)          {;n2.x = 1, n2.f = () => n2.x     ; })(B=n1.B||(n1.B={}));})(A||(A={}));
//
// Exported variables live in the object alone: {@link prefixesOf} finds who means them.

import { runtimeGlobal as G } from '../../model/launch.ts';
import { declaredNames, isInstantiated, namespacePath } from '../declarations.ts';
import { ascii } from '../editList.ts';
import { is, isErased, type Node, type NodeOf, unwrap } from '../syntax.ts';
import { namespaceScope, plainScope, type Scope, type Walk } from '../walk.ts';
import { noteContinuations } from './continuations.ts';
import { openObject } from './enums.ts';

/** The local name of a namespace's object, `depth` namespaces deep. No program's own name hides it. */
export function namespaceVariable(depth: number): string {
  return `${G}n${depth}`;
}

export function visitNamespace(node: NodeOf<'TSModuleDeclaration'>, parent: Node, scope: Scope, walk: Walk): void {
  if (!isInstantiated(node)) return;
  if (!walk.desugar) return walk.visitChildren(node.body, plainScope());
  const path = namespacePath(node.id).map(ascii);
  const outer = scope.namespace;
  const firstDepth = outer === null ? 1 : Number(outer.slice(namespaceVariable(0).length - 1)) + 1;
  let before = '';
  let after = '';
  path.forEach((name, index) => {
    const variable = namespaceVariable(firstDepth + index);
    const isContinuation = index === 0 && walk.continuations.has(node);
    before += `${isContinuation ? '' : `${index === 0 && outer === null ? 'var' : 'let'} ${name}`};(function(${variable}){`;
    const target = index === 0 ? openObject(name, parent, scope) : openMember(name, namespaceVariable(firstDepth + index - 1));
    after = `${index === path.length - 1 ? '' : '}'})(${target});${after}`.replace(/^\}\}/, '}');
  });
  walk.edits.replace(node.start, node.body.start + 1, before);
  noteContinuations(node.body.body, walk.continuations);
  const inner = namespaceScope(namespaceVariable(firstDepth + path.length - 1));
  for (const statement of node.body.body) walk.visit(statement, node.body, inner);
  walk.edits.insert(node.end, after);
}

function openMember(name: string, owner: string): string {
  return `${name}=${owner}.${name}||(${owner}.${name}={})`;
}

/** A statement that a namespace exports: `scope.namespace` is that namespace. */
export function visitNamespaceExport(node: NodeOf<'ExportNamedDeclaration'>, declaration: Node, scope: Scope, walk: Walk): void {
  if (is(declaration, 'VariableDeclaration') && !isErased(declaration)) return desugarVariables(node, declaration, scope, walk);
  walk.edits.replace(node.start, declaration.start, '');
  walk.visit(declaration, node, scope);
  if (!is(declaration, 'FunctionDeclaration', 'ClassDeclaration') || isErased(declaration)) return;
  const sets = declaredNames(declaration).map((name) => `;${scope.namespace}.${ascii(name)}=${ascii(name)};`);
  walk.edits.insert(node.end, sets.join(''));
}

function desugarVariables(node: Node, declaration: NodeOf<'VariableDeclaration'>, scope: Scope, walk: Walk): void {
  const { edits } = walk;
  edits.replace(node.start, declaration.declarations[0]!.start, ';');
  for (const declarator of declaration.declarations) {
    const { id, init } = declarator;
    // Nothing to set; but its comma stays.
    if (!init) {
      edits.replace(declarator.start, declarator.end, '0');
      continue;
    }
    const isPattern = !is(id, 'Identifier');
    if (isPattern) edits.insert(id.start, '(');
    walk.visit(id, declarator, scope);
    const type = (id as Node & { readonly typeAnnotation?: Node }).typeAnnotation;
    if (type) edits.replace(type.start, type.end, '');
    // A variable names its function; a member doesn't.
    const name = !isPattern && isAnonymousFunction(init) ? ascii(JSON.stringify(id.name)) : null;
    if (name !== null) edits.insert(init.start, `{${name}:`);
    walk.visit(init, declarator, scope);
    edits.insert(declarator.end, `${name === null ? '' : `}[${name}]`}${isPattern ? ')' : ''}`);
  }
}

function isAnonymousFunction(init: Node): boolean {
  const node = unwrap(init);
  return is(node, 'ArrowFunctionExpression') || (is(node, 'FunctionExpression', 'ClassExpression') && !node.id);
}
