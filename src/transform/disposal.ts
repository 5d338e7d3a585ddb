// `await using`: a task suspends where the block of the declaration ends.
//
//   {     await using a = open();                                                       body                }
//   {try{ await using a = open();using u1={[Symbol.dispose](){r(c);s(c,site)}};         body }finally{r(c)} }
//
// What is declared last is disposed of first: the mark runs before the waits, however the block is left.

import { runtimeGlobal as G } from '../model/launch.ts';
import { is, type Node, type NodeOf } from './syntax.ts';
import type { Scope, Walk } from './walk.ts';

export function isAwaitUsing(node: Node): boolean {
  return is(node, 'VariableDeclaration') && node.kind === 'await using';
}

/** Whether leaving a block waits for what it declared. */
export function disposesLater(block: NodeOf<'BlockStatement'>): boolean {
  return block.body.some(isAwaitUsing);
}

export function visitVariables(node: NodeOf<'VariableDeclaration'>, parent: Node, scope: Scope, walk: Walk): void {
  walk.visitChildren(node, scope);
  if (scope.task === null || !isAwaitUsing(node) || !is(parent, 'BlockStatement', 'Program')) return;
  const site = walk.edits.site('await', scope.name, node);
  walk.edits.insert(node.end, `;using ${G}u\0={[Symbol.dispose](){${G}.r(${scope.task});${G}.s(${scope.task},\0)}};`, site, site);
  scope.suspensions++;
}
