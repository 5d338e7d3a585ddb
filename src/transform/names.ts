// The names of functions and classes, as a person would say them.

import { is, type Node, unwrap } from './syntax.ts';

const anonymous = '<anonymous>';

interface Named {
  readonly id?: Node | null | undefined;
  readonly key?: Node;
  readonly computed?: boolean;
}

/** Its own name, else that of what it is assigned to, else `<anonymous>`. */
export function nameOf(node: Node & Named, parent: Node, source: string): string {
  if (is(node.id, 'Identifier')) return node.id.name;
  if (node.key !== undefined) return keyName(node.key, node.computed === true, source);
  return assignedName(parent, source);
}

/** Of an async function: its own name in its class, else where it is passed to, such as `app.get('/', async …)`, else `<anonymous>`. */
export function functionName(node: Node & Named, parent: Node, className: string, source: string): string {
  const name = nameOf(node, parent, source);
  return (name === anonymous && passedName(node, parent, source)) || memberName(className, name);
}

/** `Class.method`; of an anonymous class only `method`. */
function memberName(className: string, name: string): string {
  if (className === '' || className === anonymous) return name;
  return name.startsWith('[') ? className + name : `${className}.${name}`;
}

function assignedName(parent: Node, source: string): string {
  if (is(parent, 'VariableDeclarator')) return targetName(parent.id);
  if (is(parent, 'AssignmentExpression', 'AssignmentPattern')) return targetName(parent.left);
  if (is(parent, 'ObjectProperty', 'ClassProperty', 'ClassPrivateProperty', 'ClassAccessorProperty')) {
    return keyName(parent.key, parent.computed === true, source);
  }
  return parent.type === 'ExportDefaultDeclaration' ? 'default' : anonymous;
}

function passedName(node: Node, parent: Node, source: string): string | null {
  if (!is(parent, 'CallExpression', 'OptionalCallExpression', 'NewExpression')) return null;
  if (unwrap(parent.callee) === node) return '(async …)()';
  const first = parent.arguments[0];
  const topic = is(first, 'StringLiteral') ? `${firstLine(source.slice(first.start, first.end))}, ` : '';
  return `${is(parent, 'NewExpression') ? 'new ' : ''}${calleeName(parent.callee)}(${topic}async …)`;
}

/** `pool.run` of `this.pool.run`, as the sites of calls are named; of `each(rows)` that of `each`. */
function calleeName(callee: Node): string {
  const node = unwrap(callee);
  if (is(node, 'CallExpression', 'OptionalCallExpression')) return calleeName(node.callee);
  const own = lastSegment(node);
  if (own === null) return '…';
  const owner = is(node, 'MemberExpression', 'OptionalMemberExpression') ? lastSegment(unwrap(node.object)) : null;
  return owner === null ? own.name : `${owner.name}.${own.name}`;
}

/** A part of an expression that has a name. */
export interface NamedPart {
  readonly name: string;
  readonly at: Node;
}

/** `c` of `a.b.c`. */
export function lastSegment(node: Node): NamedPart | null {
  if (is(node, 'Identifier')) return { name: node.name, at: node };
  if (node.type === 'ThisExpression') return { name: 'this', at: node };
  if (!is(node, 'MemberExpression', 'OptionalMemberExpression') || node.computed) return null;
  if (is(node.property, 'Identifier')) return { name: node.property.name, at: node.property };
  return is(node.property, 'PrivateName') ? { name: `#${node.property.id.name}`, at: node.property } : null;
}

function targetName(target: Node): string {
  const node = unwrap(target);
  if (is(node, 'Identifier')) return node.name;
  if (is(node, 'MemberExpression') && !node.computed) return keyName(node.property, false, '');
  return anonymous;
}

function keyName(key: Node, computed: boolean, source: string): string {
  if (computed) return `[${firstLine(source.slice(key.start, key.end))}]`;
  if (is(key, 'Identifier')) return key.name;
  if (is(key, 'PrivateName')) return `#${key.id.name}`;
  if (is(key, 'StringLiteral', 'NumericLiteral')) return String(key.value);
  return source.slice(key.start, key.end);
}

const longestKey = 60;

function firstLine(text: string): string {
  const line = text.split(/[\n\r]/, 1)[0]!;
  return line.length <= longestKey ? line : `${line.slice(0, longestKey)}…`;
}
