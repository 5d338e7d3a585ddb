// What statements and patterns declare.

import { forEachChild, is, isErased, type Node } from './syntax.ts';

/** The names that a pattern binds, in order. */
export function boundNames(pattern: Node | null | undefined): readonly string[] {
  if (is(pattern, 'Identifier')) return [pattern.name];
  if (is(pattern, 'AssignmentPattern')) return boundNames(pattern.left);
  if (is(pattern, 'RestElement')) return boundNames(pattern.argument);
  if (is(pattern, 'ArrayPattern')) return pattern.elements.flatMap(boundNames);
  if (is(pattern, 'ObjectPattern')) return pattern.properties.flatMap(boundNames);
  if (is(pattern, 'ObjectProperty')) return boundNames(pattern.value);
  if (is(pattern, 'TSParameterProperty')) return boundNames(pattern.parameter);
  return [];
}

/** The declaration that a statement is or exports. */
export function declarationOf(statement: Node): Node {
  if (is(statement, 'ExportNamedDeclaration') && statement.declaration) return statement.declaration;
  return is(statement, 'ExportDefaultDeclaration') ? statement.declaration : statement;
}

/** The names that a declaration gives to values; a dotted namespace declares its first part. */
export function declaredNames(declaration: Node): readonly string[] {
  if (is(declaration, 'VariableDeclaration')) return declaration.declarations.flatMap((declarator) => boundNames(declarator.id));
  if (is(declaration, 'FunctionDeclaration', 'ClassDeclaration')) return declaration.id ? [declaration.id.name] : [];
  if (is(declaration, 'TSEnumDeclaration', 'TSImportEqualsDeclaration')) return [declaration.id.name];
  if (is(declaration, 'TSModuleDeclaration') && isInstantiated(declaration)) return namespacePath(declaration.id).slice(0, 1);
  return [];
}

/** The parts of `A.B.C`. */
export function namespacePath(name: Node): readonly string[] {
  if (is(name, 'TSQualifiedName')) return [...namespacePath(name.left), name.right.name];
  return is(name, 'Identifier') ? [name.name] : [];
}

/** Whether a namespace exists at run time: whether anything in it is more than a type. */
export function isInstantiated(namespace: Node): boolean {
  if (!is(namespace, 'TSModuleDeclaration') || isErased(namespace) || !is(namespace.body, 'TSModuleBlock')) return false;
  return namespace.body.body.some((statement) => {
    const declaration = declarationOf(statement);
    if (isErased(declaration)) return false;
    return declaration.type !== 'TSModuleDeclaration' || isInstantiated(declaration);
  });
}

/** The names of the functions that a list of statements declares. */
export function functionNames(statements: readonly Node[]): readonly string[] {
  return statements.flatMap((statement) => (is(statement, 'FunctionDeclaration') && statement.id ? [statement.id.name] : []));
}

/** The names of the `var`s of a function's body, however deep. */
export function variableNames(node: Node): readonly string[] {
  const names: string[] = [];
  const collect = (child: Node): void => {
    if (/Function|Method|^Class/.test(child.type)) return;
    if (is(child, 'VariableDeclaration') && child.kind === 'var') names.push(...declaredNames(child));
    forEachChild(child, collect);
  };
  forEachChild(node, collect);
  return names;
}

function hasRepeatedName(names: readonly string[]): boolean {
  return new Set(names).size < names.length;
}

/**
 * Whether a function's body may stand in a block. A function declaration counts as a variable in a body, and can be declared
 * twice there; in a block it can't.
 */
export function canBeBlock(body: Node): boolean {
  if (!is(body, 'BlockStatement')) return true;
  const functions = functionNames(body.body);
  if (functions.length === 0) return true;
  return !hasRepeatedName(functions) && !variableNames(body).some((name) => functions.includes(name));
}
