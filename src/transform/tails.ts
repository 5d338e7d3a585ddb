// Tails: awaits after which an async function does nothing that takes time before it ends.
//
//   const row = await load(id);      the tail
//   return row;
//
// What such a task does once it has resumed takes no longer than reading the clock: its end needs no reading of its own.

import { is, type Node } from './syntax.ts';

/** Adds to `tails` the awaits that are tails of a function with this body. */
export function findTails(body: Node, tails: Set<Node>): void {
  if (!is(body, 'BlockStatement')) addTail(body, tails);
  else walkBack(body.body, true, tails);
}

/** `quiet`: whether what follows the statements takes no time. What a block's `using` disposes of comes after all of it. */
function walkBack(statements: readonly Node[], quiet: boolean, tails: Set<Node>): void {
  if (statements.some(isUsing)) return;
  let isQuiet = quiet;
  for (const statement of statements.toReversed()) isQuiet = walkStatement(statement, isQuiet, tails);
}

/** @returns whether the statement and all that follows it take no time */
function walkStatement(statement: Node, quiet: boolean, tails: Set<Node>): boolean {
  if (is(statement, 'FunctionDeclaration')) return quiet;
  if (is(statement, 'ReturnStatement')) return statement.argument ? walkExpression(statement.argument, true, tails) : true;
  if (is(statement, 'ExpressionStatement')) return walkExpression(statement.expression, quiet, tails);
  if (is(statement, 'VariableDeclaration')) {
    const isPlain = statement.declarations.every(({ id }) => is(id, 'Identifier'));
    return statement.declarations
      .toReversed()
      .reduce((rest, { init }) => (init ? walkExpression(init, rest, tails) : rest), quiet && isPlain);
  }
  if (is(statement, 'IfStatement')) {
    for (const branch of [statement.consequent, statement.alternate]) if (branch) walkStatement(branch, quiet, tails);
    return false;
  }
  if (is(statement, 'BlockStatement')) walkBack(statement.body, quiet, tails);
  return false;
}

function walkExpression(expression: Node, quiet: boolean, tails: Set<Node>): boolean {
  if (quiet && takesNoTime(expression)) return true;
  if (quiet) addTail(expression, tails);
  return false;
}

/** Adds the await that is evaluated last, if nothing but what takes no time is done with its value. */
function addTail(expression: Node, tails: Set<Node>): void {
  if (is(expression, 'AwaitExpression')) tails.add(expression);
  else if (is(expression, 'ParenthesizedExpression', 'TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'))
    addTail(expression.expression, tails);
  else if (is(expression, 'UnaryExpression')) addTail(expression.argument, tails);
  else if (is(expression, 'AssignmentExpression') && is(expression.left, 'Identifier')) addTail(expression.right, tails);
  else if (is(expression, 'BinaryExpression') && isPlainOperator(expression.operator))
    addTail(takesNoTime(expression.right) ? expression.left : expression.right, tails);
}

function isUsing(statement: Node): boolean {
  return is(statement, 'VariableDeclaration') && statement.kind.includes('using');
}

/** Constants, variables, and operators on them. One of these can be an object that turns itself into a number: nothing here asks for how long. */
function takesNoTime(node: Node): boolean {
  if (is(node, 'Identifier', 'ThisExpression', 'NumericLiteral', 'StringLiteral', 'BooleanLiteral', 'NullLiteral')) return true;
  if (is(node, 'ParenthesizedExpression', 'TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'))
    return takesNoTime(node.expression);
  if (is(node, 'UnaryExpression')) return node.operator !== 'delete' && takesNoTime(node.argument);
  if (is(node, 'LogicalExpression')) return takesNoTime(node.left) && takesNoTime(node.right);
  return is(node, 'BinaryExpression') && isPlainOperator(node.operator) && takesNoTime(node.left) && takesNoTime(node.right);
}

/** The others ask an object, which may be a proxy or a class that answers itself. */
function isPlainOperator(operator: string): boolean {
  return operator !== 'in' && operator !== 'instanceof';
}
