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

/** `Class.method`; of an anonymous class only `method`. */
export function memberName(className: string, name: string): string {
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
