// `<T>x` becomes `(x)`.

import { type Node, type NodeOf, skipTrivia } from '../syntax.ts';
import type { Scope, Walk } from '../walk.ts';

export function visitTypeAssertion(node: NodeOf<'TSTypeAssertion'>, parent: Node, scope: Scope, walk: Walk): void {
  if (!walk.desugar) return walk.visit(node.expression, parent, scope);
  const close = skipTrivia(walk.source, node.typeAnnotation.end);
  // The parentheses keep `return <T>⏎x` together, and `() => <T>{}` an object.
  walk.edits.replace(node.start, close + 1, '(');
  walk.visit(node.expression, parent, scope);
  walk.edits.insert(node.end, ')');
}
