// Functions: the body of an async one becomes a task that is entered, may fail, and ends.
//
//   async function f(x) {                        body                                            }
//                        const c=e(site);try{          }catch(error){failed(c);throw error}finally{x(c)}

import { runtimeGlobal as G } from '../model/launch.ts';
import { findBriefMarks } from './briefMarks.ts';
import { canBeBlock } from './declarations.ts';
import { disposesLater } from './disposal.ts';
import { functionName } from './names.ts';
import { type FunctionParts, is, type Node, type NodeOf } from './syntax.ts';
import { taskVariable as c, plainScope, type Scope, taskScope, type Walk } from './walk.ts';

type FunctionNode = Node & FunctionParts;

export function visitFunction(node: FunctionNode, parent: Node, scope: Scope, walk: Walk): void {
  const outside = scope.outside ?? scope;
  for (const decorator of node.decorators ?? []) walk.visit(decorator, node, outside);
  if (node.id) walk.usedNames.add(node.id.name);
  if (node.computed === true && node.key !== undefined) walk.visit(node.key, node, outside);
  const inner = plainScope();
  for (const parameter of node.params) walk.visit(parameter, node, inner);
  if (!node.body) return;
  if (!node.async || !canBeBlock(node.body)) return walk.visit(node.body, node, inner);
  const name = functionName(node, parent, scope.className, walk.source);
  const site = walk.edits.site(node.generator ? 'async generator' : 'async function', name, node);
  const task = taskScope(name, node.generator);
  if (!node.generator) findBriefMarks(node.body, node, walk.known, walk.brief);
  if (is(node.body, 'BlockStatement')) wrapBlock(node.body, node, site, task, walk);
  else wrapExpression(node.body, node, site, task, walk);
}

/** `b` for `e` where what follows takes no time before the next mark. */
const enter = (isBrief: boolean): string => `const ${c}=${G}.${isBrief ? 'b' : 'e'}(\0);try{`;
const leave = `}catch(${G}e){${G}.c(${c});throw ${G}e}finally{${G}.x(${c})}`;
const resumeAndLeave = `}catch(${G}e){${G}.c(${c});throw ${G}e}finally{${G}.r(${c});${G}.x(${c})}`;

function wrapBlock(body: NodeOf<'BlockStatement'>, node: Node, site: number, task: Scope, walk: Walk): void {
  // Directives count only at the very start of a function.
  const directive = body.directives.at(-1);
  const begin = enter(walk.brief.has(node));
  if (directive === undefined) walk.edits.insert(body.start + 1, begin, site);
  else walk.edits.insert(directive.end, `;${begin}`, site);
  walk.visit(body, node, task);
  walk.edits.insert(body.end - 1, disposesLater(body) ? resumeAndLeave : leave);
}

function wrapExpression(body: Node, arrow: Node, site: number, task: Scope, walk: Walk): void {
  const awaited = is(body, 'AwaitExpression');
  walk.edits.insert(body.start, `{${enter(walk.brief.has(arrow))}return ${awaited ? '' : `${G}.t(${c},`}`, site);
  walk.visit(body, arrow, task);
  walk.edits.insert(body.end, `${awaited ? '' : ')'}${leave}}`);
}
