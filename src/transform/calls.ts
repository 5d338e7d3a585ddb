// Calls that create a task, or wait for several or on shared memory: their last argument tells where what comes next was asked for.

import { runtimeGlobal as G } from '../model/launch.ts';
import { aggregateModes } from '../model/vocabulary.ts';
import { lastSegment, type NamedPart } from './names.ts';
import { type CallNode, is, type Node } from './syntax.ts';
import type { Scope, Walk } from './walk.ts';

const functions: ReadonlySet<string> = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']);
const methods: ReadonlySet<string> = new Set([...functions, 'nextTick', 'then', 'catch', 'finally']);
const atomics: ReadonlySet<string> = new Set(['wait', 'waitAsync', 'notify']);
const reactions: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** `setTimeout(run, 5)` → `setTimeout(run, k(site,5))` */
export function visitCall(node: CallNode, _parent: Node, scope: Scope, walk: Walk): void {
  const mode = aggregateMode(node);
  if (mode >= 0) return visitAggregate(node, mode, scope, walk);
  const last = node.arguments.at(-1);
  const callee = last === undefined || last.type === 'SpreadElement' ? null : markedCallee(node);
  walk.visit(node.callee, node, scope);
  for (const argument of node.arguments) {
    if (callee === null || argument !== last) walk.visit(argument, node, scope);
    else {
      walk.edits.insert(argument.start, `${G}.k(\0,`, walk.edits.site('call', callee.name, callee.at));
      walk.visit(argument, node, scope);
      walk.edits.insert(argument.end, ')');
    }
  }
}

/** Which of the functions that make one promise of several is called, with one argument; −1 for any other call. */
function aggregateMode({ type, callee, arguments: args }: CallNode): number {
  if (type !== 'CallExpression' || args.length !== 1 || args[0]!.type === 'SpreadElement') return -1;
  if (!is(callee, 'MemberExpression') || callee.computed || !is(callee.object, 'Identifier') || !is(callee.property, 'Identifier'))
    return -1;
  const { name } = callee.property;
  return callee.object.name === 'Promise' ? (aggregateModes as readonly string[]).indexOf(name) : -1;
}

/** `Promise.all(X)` → `a(Promise.all(p(site,X,mode)))` */
function visitAggregate(node: CallNode, mode: number, scope: Scope, walk: Walk): void {
  const { edits } = walk;
  const members = node.arguments[0]!;
  edits.insert(node.start, `${G}.a(`);
  edits.insert(members.start, `${G}.p(\0,`, edits.site('call', `Promise.${aggregateModes[mode]!}`, node.callee));
  walk.visit(members, node, scope);
  edits.insert(members.end, `,${mode})`);
  edits.insert(node.end, ')');
}

function markedCallee({ type, callee }: CallNode): NamedPart | null {
  if (type === 'NewExpression') return is(callee, 'Identifier') && callee.name === 'Promise' ? { name: 'Promise', at: callee } : null;
  if (is(callee, 'Identifier')) return functions.has(callee.name) ? { name: callee.name, at: callee } : null;
  if (!is(callee, 'MemberExpression', 'OptionalMemberExpression') || callee.computed) return null;
  const { object, property } = callee;
  if (!is(property, 'Identifier')) return null;
  const isAtomics = is(object, 'Identifier') && object.name === 'Atomics' && atomics.has(property.name);
  if (!isAtomics && !methods.has(property.name)) return null;
  const owner = lastSegment(object);
  const name = owner === null ? property.name : `${owner.name}.${property.name}`;
  return { name, at: owner === null || reactions.has(property.name) ? property : owner.at };
}
