// Who means a member: identifiers that TypeScript resolves to an exported variable of a namespace or to a member of an enum.

import { boundNames, declarationOf, declaredNames, isInstantiated, namespacePath, variableNames } from '../declarations.ts';
import { ascii } from '../editList.ts';
import { type FunctionParts, forEachChild, is, isErased, isFunction, type Node, type NodeOf } from '../syntax.ts';
import { nameOfMember } from './enums.ts';
import { namespaceVariable } from './namespaces.ts';

/** What a name means in a scope: the text before it that makes it a member, or empty when it is a variable. */
type Names = Map<string, string>;
interface Frame {
  readonly names: Names;
  readonly outer: Frame | null;
}

/** The exports of every namespace of the file, by its path and by where it lives. */
type Exports = Map<string, Set<string>>;

interface Search {
  readonly exports: Exports;
  readonly enums: Map<string, Set<string>>;
  readonly prefixes: Map<Node, string>;
}

/** The text that goes before each identifier that means a member. O(nodes). */
export function prefixesOf(program: NodeOf<'Program'>): ReadonlyMap<Node, string> {
  const search: Search = { exports: new Map(), enums: new Map(), prefixes: new Map() };
  collectExports(program.body, '', search.exports);
  const root: Frame = { names: variables(program.body), outer: null };
  for (const statement of program.body) resolve(statement, { frame: root, path: '', depth: 0 }, search);
  return search.prefixes;
}

interface Place {
  readonly frame: Frame;
  /** Of the namespace around it; unique in the file. */
  readonly path: string;
  readonly depth: number;
}

function collectExports(statements: readonly Node[], path: string, exports: Exports): void {
  const own = exports.get(path) ?? new Set();
  exports.set(path, own);
  for (const statement of statements) {
    const declaration = declarationOf(statement);
    if (statement.type === 'ExportNamedDeclaration') for (const name of declaredNames(declaration)) own.add(name);
    if (!is(declaration, 'TSModuleDeclaration') || !isInstantiated(declaration)) continue;
    const parts = namespacePath(declaration.id);
    let inner = path;
    parts.forEach((part, index) => {
      inner += `.${part}`;
      if (index < parts.length - 1) exports.set(inner, (exports.get(inner) ?? new Set()).add(parts[index + 1]!));
    });
    collectExports(declaration.body.body, inner, exports);
  }
}

function variables(statements: readonly Node[]): Names {
  const names = statements.map(declarationOf).flatMap((declaration) => (isErased(declaration) ? [] : declaredNames(declaration)));
  return new Map(names.map((name) => [name, '']));
}

function within(place: Place, names: Iterable<readonly [string, string]>): Place {
  return { ...place, frame: { names: new Map(names), outer: place.frame } };
}

function local(place: Place, names: readonly string[]): Place {
  return names.length === 0
    ? place
    : within(
        place,
        names.map((name) => [name, '']),
      );
}

function resolve(node: Node, place: Place, search: Search): void {
  if (isErased(node)) return;
  if (is(node, 'Identifier', 'JSXIdentifier')) note(node, place, search);
  else if (is(node, 'TSModuleDeclaration')) resolveNamespace(node, place, search);
  else if (is(node, 'TSEnumDeclaration')) resolveEnum(node, place, search);
  else if (isFunction(node)) resolveFunction(node, place, search);
  else if (is(node, 'ObjectProperty')) resolveProperty(node, place, search);
  else if (is(node, 'MemberExpression', 'OptionalMemberExpression')) {
    resolve(node.object, place, search);
    if (node.computed) resolve(node.property, place, search);
  } else if (is(node, 'ClassProperty', 'ClassPrivateProperty', 'ClassAccessorProperty')) {
    if (node.computed === true) resolve(node.key, place, search);
    if (node.value) resolve(node.value, place, search);
  } else {
    const inner = local(place, declaredInside(node));
    forEachChild(node, (child) => resolve(child, inner, search));
  }
}

/** The names that a node which is no function declares for what is in it. */
function declaredInside(node: Node): readonly string[] {
  if (is(node, 'BlockStatement', 'StaticBlock')) return [...variables(node.body).keys()];
  if (node.type === 'SwitchStatement') {
    const { cases } = node as Node & { readonly cases: readonly { readonly consequent: readonly Node[] }[] };
    return cases.flatMap(({ consequent }) => [...variables(consequent).keys()]);
  }
  if (is(node, 'CatchClause')) return boundNames(node.param);
  if (is(node, 'ClassExpression', 'ClassDeclaration')) return node.id ? [node.id.name] : [];
  if (!/^For/.test(node.type)) return [];
  const { init, left } = node as Node & { readonly init?: Node; readonly left?: Node };
  const head = init ?? left;
  return head && is(head, 'VariableDeclaration') ? declaredNames(head) : [];
}

function resolveFunction(node: Node & FunctionParts, place: Place, search: Search): void {
  if (node.computed === true && node.key) resolve(node.key, place, search);
  const own = is(node, 'FunctionExpression') && node.id ? [node.id.name] : [];
  const parameters = node.params.flatMap(boundNames);
  const inner = local(place, [...own, ...parameters, ...(node.body ? variableNames(node.body) : [])]);
  for (const parameter of node.params) resolve(parameter, inner, search);
  if (node.body) resolve(node.body, inner, search);
}

function resolveProperty(node: NodeOf<'ObjectProperty'>, place: Place, search: Search): void {
  if (node.computed) resolve(node.key, place, search);
  resolve(node.value, place, search);
  if (!node.shorthand) return;
  const target = is(node.value, 'AssignmentPattern') ? node.value.left : node.value;
  const prefix = search.prefixes.get(target);
  // `{x}` → `{x:n1.x}`
  if (prefix !== undefined && is(target, 'Identifier')) search.prefixes.set(target, `${ascii(target.name)}:${prefix}`);
}

function resolveNamespace(node: NodeOf<'TSModuleDeclaration'>, place: Place, search: Search): void {
  if (!isInstantiated(node)) return;
  const parts = namespacePath(node.id);
  let inner = place;
  parts.forEach((part, index) => {
    const path = `${inner.path}.${part}`;
    const depth = inner.depth + 1;
    const prefix = `${namespaceVariable(depth)}.`;
    inner = {
      ...within(
        inner,
        [...(search.exports.get(path) ?? [])].map((name) => [name, prefix]),
      ),
      path,
      depth,
    };
    const next = parts[index + 1];
    if (next !== undefined) inner = local(inner, [next]);
  });
  const block = node.body.body;
  const own = [...variables(block).keys()].filter((name) => !exportsVariable(block, name));
  inner = local(inner, own);
  for (const statement of block) resolve(statement, inner, search);
}

/** Whether a name of a namespace's block is an exported variable, which has no local one. */
function exportsVariable(block: readonly Node[], name: string): boolean {
  return block.some((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return false;
    const declaration = declarationOf(statement);
    return is(declaration, 'VariableDeclaration', 'TSImportEqualsDeclaration') && declaredNames(declaration).includes(name);
  });
}

function resolveEnum(node: NodeOf<'TSEnumDeclaration'>, place: Place, search: Search): void {
  const path = `${place.path}.${node.id.name}`;
  const members = search.enums.get(path) ?? new Set();
  for (const member of node.body.members) members.add(nameOfMember(member));
  search.enums.set(path, members);
  const prefix = `${ascii(node.id.name)}.`;
  const inner = within(place, [[node.id.name, ''], ...[...members].map((name) => [name, prefix] as const)]);
  for (const { initializer } of node.body.members) if (initializer) resolve(initializer, inner, search);
}

function note(node: NodeOf<'Identifier' | 'JSXIdentifier'>, place: Place, search: Search): void {
  // `<div>` is no variable.
  if (is(node, 'JSXIdentifier') && /^[a-z]/.test(node.name)) return;
  for (let frame: Frame | null = place.frame; frame !== null; frame = frame.outer) {
    const prefix = frame.names.get(node.name);
    if (prefix === undefined) continue;
    if (prefix !== '') search.prefixes.set(node, prefix);
    return;
  }
}
