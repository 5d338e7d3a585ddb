// Brief marks: those after which an async function does nothing that takes time before its next mark, or its end.
//
//   async function total(id) {       its beginning: `load` is known to begin at once
//     const row = await load(id);    where it goes on: only the end comes
//     return row + 1;
//   }
//
// From such a mark to the next less passes than reading the clock takes: the next needs no reading of its own.

import { knownCall } from './knownFunctions.ts';
import { is, type Node, type NodeOf } from './syntax.ts';

interface Surroundings {
  readonly known: ReadonlySet<string>;
  readonly brief: Set<Node>;
  /** What holds where the loop is left, and where its next round begins; false outside of loops. */
  readonly atBreak: boolean;
  readonly atContinue: boolean;
}

/**
 * Adds to `brief` the awaits whose resume is a brief mark, and the function itself if its beginning is one.
 * `known`: names of functions that begin with a mark.
 */
export function findBriefMarks(body: Node, node: Node, known: ReadonlySet<string>, brief: Set<Node>): void {
  const around = { known, brief, atBreak: false, atContinue: false };
  const isBrief = is(body, 'BlockStatement') ? beforeAll(body.body, true, around) : before(body, true, around);
  if (isBrief) brief.add(node);
}

// All that follows goes backwards. `after`: whether from behind a node the next mark comes without time; the result says the same of its beginning.

function beforeAll(statements: readonly Node[], after: boolean, around: Surroundings): boolean {
  // What it disposes of runs behind everything else.
  if (statements.some((statement) => is(statement, 'VariableDeclaration') && statement.kind.includes('using'))) return false;
  let isBrief = after;
  for (let index = statements.length - 1; index >= 0; index--) isBrief = beforeStatement(statements[index]!, isBrief, around);
  return isBrief;
}

function beforeStatement(statement: Node, after: boolean, around: Surroundings): boolean {
  if (is(statement, 'FunctionDeclaration', 'EmptyStatement')) return after;
  if (is(statement, 'ReturnStatement')) return statement.argument ? before(statement.argument, true, around) : true;
  if (is(statement, 'ExpressionStatement')) return before(statement.expression, after, around);
  if (is(statement, 'VariableDeclaration')) return beforeVariables(statement, after, around);
  if (is(statement, 'IfStatement')) {
    const consequent = beforeStatement(statement.consequent, after, around);
    const alternate = statement.alternate ? beforeStatement(statement.alternate, after, around) : after;
    return before(statement.test, consequent && alternate, around);
  }
  if (is(statement, 'BlockStatement')) return beforeAll(statement.body, after, around);
  if (is(statement, 'BreakStatement')) return !statement.label && around.atBreak;
  if (is(statement, 'ContinueStatement')) return !statement.label && around.atContinue;
  if (is(statement, 'WhileStatement', 'ForStatement')) return beforeLoop(statement, after, around);
  return false;
}

function beforeVariables({ declarations }: NodeOf<'VariableDeclaration'>, after: boolean, around: Surroundings): boolean {
  let isBrief = after && declarations.every(({ id }) => is(id, 'Identifier'));
  for (let index = declarations.length - 1; index >= 0; index--) {
    const { init } = declarations[index]!;
    if (init) isBrief = before(init, isBrief, around);
  }
  return isBrief;
}

/** A loop takes time unless each round has a mark: what leads to its head again counts as long. */
function beforeLoop(loop: NodeOf<'WhileStatement' | 'ForStatement'>, after: boolean, around: Surroundings): boolean {
  const headBefore = (again: boolean): boolean => {
    const atContinue = is(loop, 'ForStatement') && loop.update ? before(loop.update, again, around) : again;
    const inBody = beforeStatement(loop.body, atContinue, { ...around, atBreak: after, atContinue });
    return loop.test ? before(loop.test, inBody && after, around) : inBody;
  };
  const head = headBefore(false) && headBefore(true);
  const init = is(loop, 'ForStatement') ? loop.init : null;
  if (!init) return head;
  return is(init, 'VariableDeclaration') ? beforeVariables(init, head, around) : before(init, head, around);
}

function before(node: Node, after: boolean, around: Surroundings): boolean {
  if (is(node, 'AwaitExpression')) {
    if (after) around.brief.add(node);
    // To suspend is a mark.
    return before(node.argument, true, around);
  }
  if (is(node, 'CallExpression')) return before(node.callee, beforeInTurn(node.arguments, knownCall(node, around.known), around), around);
  if (is(node, 'BinaryExpression')) {
    // The others ask an object, which may be a proxy or a class that answers itself.
    const isPlain = node.operator !== 'in' && node.operator !== 'instanceof';
    return before(node.left, before(node.right, after && isPlain, around), around);
  }
  if (is(node, 'LogicalExpression')) return before(node.left, before(node.right, after, around) && after, around);
  if (is(node, 'UnaryExpression')) return before(node.argument, after && node.operator !== 'delete', around);
  if (is(node, 'UpdateExpression')) return after && is(node.argument, 'Identifier');
  if (is(node, 'AssignmentExpression')) {
    const isAlways = !/^(?:&&|\|\||\?\?)=$/.test(node.operator);
    return is(node.left, 'Identifier') && before(node.right, after, around) && (isAlways || after);
  }
  if (is(node, 'ConditionalExpression')) {
    const consequent = before(node.consequent, after, around);
    return before(node.test, before(node.alternate, after, around) && consequent, around);
  }
  if (is(node, 'ParenthesizedExpression', 'TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'))
    return before(node.expression, after, around);
  return after && takesNoTime(node);
}

function beforeInTurn(nodes: readonly Node[], after: boolean, around: Surroundings): boolean {
  let isBrief = after;
  for (let index = nodes.length - 1; index >= 0; index--) isBrief = before(nodes[index]!, isBrief, around);
  return isBrief;
}

/** Constants and variables. An operator on one of them may meet an object that turns itself into a number: nothing here asks for how long. */
function takesNoTime(node: Node): boolean {
  return is(
    node,
    ...(['Identifier', 'ThisExpression', 'NumericLiteral', 'StringLiteral', 'BooleanLiteral', 'NullLiteral'] as const),
    ...(['ArrowFunctionExpression', 'FunctionExpression'] as const),
  );
}
