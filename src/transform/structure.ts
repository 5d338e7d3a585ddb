// Classes, properties, identifiers and lists of statements: what a walk must know to tell names, scopes and values apart.

import { runtimeGlobal as G } from '../model/launch.ts';
import { disposesLater } from './disposal.ts';
import { nameOf } from './names.ts';
import { is, isErased, isFunction, type Node, type NodeOf } from './syntax.ts';
import { noteContinuations } from './typescript/continuations.ts';
import { desugarParameterProperties } from './typescript/parameterProperties.ts';
import { classScope, type Scope, type Walk } from './walk.ts';

export function visitStatements(node: NodeOf<'BlockStatement' | 'Program'>, parent: Node, scope: Scope, walk: Walk): void {
  if (walk.desugar) noteContinuations(node.body, walk.continuations);
  const c = scope.task;
  // A function's body is wrapped already, and nothing runs after a module's.
  const isMarked = c !== null && is(node, 'BlockStatement') && !isFunction(parent) && disposesLater(node);
  if (isMarked) walk.edits.insert(node.start + 1, 'try{');
  walk.visitChildren(node, scope);
  if (isMarked) walk.edits.insert(node.end - 1, `}finally{${G}.r(${c})}`);
}

export function visitClass(node: NodeOf<'ClassDeclaration' | 'ClassExpression'>, parent: Node, scope: Scope, walk: Walk): void {
  for (const decorator of node.decorators ?? []) walk.visit(decorator, node, scope);
  if (node.superClass) walk.visit(node.superClass, node, scope);
  const closings = walk.desugar ? desugarParameterProperties(node, walk) : null;
  const inner = classScope(nameOf(node, parent, walk.source), scope);
  for (const member of node.body.body) {
    walk.visit(member, node.body, inner);
    const closing = closings?.get(member);
    if (closing !== undefined && is(member, 'ClassProperty', 'ClassPrivateProperty')) walk.edits.insert(member.value!.end, closing);
  }
}

type PropertyNode = NodeOf<'ClassProperty' | 'ClassPrivateProperty' | 'ClassAccessorProperty'>;

export function visitProperty(node: PropertyNode, _parent: Node, scope: Scope, walk: Walk): void {
  const outside = scope.outside ?? scope;
  for (const decorator of node.decorators ?? []) walk.visit(decorator, node, outside);
  if (node.computed === true) walk.visit(node.key, node, outside);
  if (node.value) walk.visit(node.value, node, scope);
}

export function visitObjectProperty(node: NodeOf<'ObjectProperty'>, _parent: Node, scope: Scope, walk: Walk): void {
  if (node.computed) walk.visit(node.key, node, scope);
  walk.visit(node.value, node, scope);
}

export function visitMember(node: NodeOf<'MemberExpression' | 'OptionalMemberExpression'>, _parent: Node, scope: Scope, walk: Walk): void {
  walk.visit(node.object, node, scope);
  if (node.computed) walk.visit(node.property, node, scope);
}

type WrappedNode = NodeOf<'ParenthesizedExpression' | 'TSAsExpression' | 'TSSatisfiesExpression' | 'TSNonNullExpression'>;

/** A function in parentheses is named by what is around them. */
export function visitWrapped(node: WrappedNode, parent: Node, scope: Scope, walk: Walk): void {
  walk.visit(node.expression, parent, scope);
}

export function visitIdentifier(node: NodeOf<'Identifier' | 'JSXIdentifier'>, _parent: Node, scope: Scope, walk: Walk): void {
  walk.usedNames.add(node.name);
  const prefix = walk.prefixes.get(node);
  if (prefix !== undefined) walk.edits.insert(node.start, prefix);
  walk.visitChildren(node, scope);
}

/** Whether anything of a node runs. */
export function canRun(node: Node): boolean {
  return !isErased(node) && !(is(node, 'ClassProperty') && node.abstract === true);
}
