// Where a task suspends and resumes: await, yield, for await, return, and the handlers that a rejection reaches.

import { runtimeGlobal as G } from '../model/launch.ts';
import { isAwaitUsing } from './disposal.ts';
import { awaitsKnownCall } from './knownFunctions.ts';
import { is, type Node, type NodeOf } from './syntax.ts';
import type { Scope, Walk } from './walk.ts';

/** `await X` → `r(c,await s(c,site,X))`; `q` for `r` where the next mark comes without time, `w` for `s` where a known function has just given `X` */
export function visitAwait(node: NodeOf<'AwaitExpression'>, _parent: Node, scope: Scope, walk: Walk): void {
  if (scope.task === null) return walk.visitChildren(node, scope);
  const site = walk.edits.site('await', scope.name, node);
  walk.edits.insert(node.start, `${G}.${walk.brief.has(node) ? 'q' : 'r'}(${scope.task},`);
  const isKnown = scope.isAsyncFunction && awaitsKnownCall(node, walk.known);
  walk.edits.insert(node.argument.start, `${G}.${isKnown ? 'w' : 's'}(${scope.task},\0,`, site);
  walk.visit(node.argument, node, scope);
  walk.edits.insert(node.end, '))');
  scope.suspensions++;
}

/** `yield X` → `y(c,yield s(c,site,X))`; `yield* X` waits for all values of `X`: `r(c,yield* f(c,site,X))` */
export function visitYield(node: NodeOf<'YieldExpression'>, _parent: Node, scope: Scope, walk: Walk): void {
  if (scope.task === null || !scope.isGenerator) return walk.visitChildren(node, scope);
  const { edits } = walk;
  const site = edits.site('yield', scope.name, node);
  edits.insert(node.start, `${G}.${node.delegate ? 'r' : 'y'}(${scope.task},`);
  if (node.argument) {
    edits.insert(node.argument.start, `${G}.${node.delegate ? 'f' : 's'}(${scope.task},\0,`, site);
    walk.visit(node.argument, node, scope);
    edits.insert(node.end, '))');
  } else edits.insert(node.end, ` ${G}.s(${scope.task},\0))`, site);
  scope.suspensions++;
}

/**
 * `return X` → `return t(c,X)`: the task's promise may follow that of `X`. An async generator waits for `X` itself: `return s(c,site,X)`;
 * what runs next are its handlers, or its end.
 */
export function visitReturn(node: NodeOf<'ReturnStatement'>, parent: Node, scope: Scope, walk: Walk): void {
  const { argument } = node;
  const isFinal = is(argument, 'AwaitExpression') && !scope.isGenerator;
  if (!argument || !scope.isAsyncFunction || isFinal) return walk.visitChildren(node, scope);
  const list = argument.type === 'SequenceExpression' ? (['(', '))'] as const) : (['', ')'] as const);
  if (scope.isGenerator)
    walk.edits.insert(argument.start, `${G}.s(${scope.task},\0,${list[0]}`, walk.edits.site('await', scope.name, node));
  else walk.edits.insert(argument.start, `${G}.t(${scope.task},${list[0]}`);
  walk.visit(argument, parent, scope);
  walk.edits.insert(argument.end, list[1]);
  if (scope.isGenerator) scope.suspensions++;
}

/**
 *   for await (v of     X )                    body
 * try{for await (v of f(c,site,X)) {r(c);try{ body }finally{f(c,site)}}}finally{r(c)}
 *
 * The outer `finally` also sees the ways out that leave by a label.
 */
export function visitForOf(node: NodeOf<'ForOfStatement'>, parent: Node, scope: Scope, walk: Walk): void {
  if (!(node.await || isAwaitUsing(node.left)) || scope.task === null) return walk.visitChildren(node, scope);
  const { edits } = walk;
  const c = scope.task;
  const site = edits.site('for await', scope.name, node);
  const isLabelled = is(parent, 'LabeledStatement');
  if (!isLabelled) edits.insert(node.start, 'try{');
  walk.visit(node.left, node, scope);
  edits.insert(node.right.start, `${G}.f(${c},\0,`, site);
  walk.visit(node.right, node, scope);
  edits.insert(node.right.end, ')');
  const suspensions = ++scope.suspensions;
  const isBlock = is(node.body, 'BlockStatement');
  edits.insert(node.body.start, `{${G}.r(${c});try${isBlock ? '' : '{'}`);
  walk.visit(node.body, node, scope);
  // A rejection in the body skipped its mark.
  const resumed = scope.suspensions === suspensions ? '' : `${G}.r(${c});`;
  edits.insert(node.body.end, `${isBlock ? '' : '}'}finally{${resumed}${G}.f(${c},\0)}}`, site);
  if (!isLabelled) edits.insert(node.end, `}finally{${G}.r(${c})}`);
}

/** A label must stay at its loop, so that what goes around the loop goes around its labels. */
export function visitLabelled(node: NodeOf<'LabeledStatement'>, parent: Node, scope: Scope, walk: Walk): void {
  const loop = labelled(node);
  const isOutermost = !is(parent, 'LabeledStatement');
  const isMarked = isOutermost && is(loop, 'ForOfStatement') && (loop.await || isAwaitUsing(loop.left)) && scope.task !== null;
  if (isMarked) walk.edits.insert(node.start, 'try{');
  walk.visit(node.body, node, scope);
  if (isMarked) walk.edits.insert(node.end, `}finally{${G}.r(${scope.task})}`);
}

function labelled(node: NodeOf<'LabeledStatement'>): Node {
  let inner: Node = node;
  while (is(inner, 'LabeledStatement')) inner = inner.body;
  return inner;
}

/** A rejection skips the mark after `await`: the handlers that it reaches begin with one. */
export function visitTry(node: NodeOf<'TryStatement'>, _parent: Node, scope: Scope, walk: Walk): void {
  const before = scope.suspensions;
  walk.visit(node.block, node, scope);
  if (is(node.handler, 'CatchClause')) {
    const { param, body } = node.handler;
    markResumed(body, before, scope, walk);
    if (param) walk.visit(param, node.handler, scope);
    walk.visit(body, node.handler, scope);
  }
  if (!node.finalizer) return;
  markResumed(node.finalizer, before, scope, walk);
  walk.visit(node.finalizer, node, scope);
}

function markResumed(handler: Node, suspensionsBefore: number, scope: Scope, walk: Walk): void {
  if (scope.task === null || scope.suspensions === suspensionsBefore) return;
  walk.edits.insert(handler.start + 1, `${G}.r(${scope.task});`);
}
