// Enums, as TypeScript emits them, on their own lines.
//
//   enum E                    { A           , B = A + 1                   , C = 'c'     }
//   var E;(function(E)        {[E[E["A"]=0]="A", E[E["B"]=E.A + 1]="B"    , E["C"]='c'  ]})(E||(E={}));
//
// Members stand in an array literal because its commas may trail.

import { ascii } from '../editList.ts';
import { is, type Node, type NodeOf, unwrap } from '../syntax.ts';
import { plainScope, type Scope, type Walk } from '../walk.ts';

type Member = NodeOf<'TSEnumMember'>;

export function visitEnum(node: NodeOf<'TSEnumDeclaration'>, parent: Node, scope: Scope, walk: Walk): void {
  if (!walk.desugar) return;
  const name = ascii(node.id.name);
  const start = parent.type === 'Program' || parent.type === 'ExportNamedDeclaration' ? 'var' : 'let';
  const declaration = walk.continuations.has(node) ? ';' : `${scope.namespace === null ? start : 'let'} ${name};`;
  walk.edits.replace(node.start, node.body.start + 1, `${declaration}(function(${name}){[`);
  const strings = new Set<string>();
  let next = '0';
  for (const member of node.body.members) {
    const key = `${name}[${ascii(JSON.stringify(nameOfMember(member)))}]`;
    desugarMember(member, key, name, next, strings, walk);
    next = nextValue(member, key, next);
  }
  walk.edits.insert(node.end - 1, ']');
  walk.edits.insert(node.end, `)(${openObject(name, parent, scope)});`);
}

/** `N||(N={})`, of an exported member of a namespace `N=S.N||(S.N={})`. */
export function openObject(name: string, parent: Node, scope: Scope): string {
  if (scope.namespace === null || parent.type !== 'ExportNamedDeclaration') return `${name}||(${name}={})`;
  const member = `${scope.namespace}.${name}`;
  return `${name}=${member}||(${member}={})`;
}

function desugarMember(member: Member, key: string, name: string, next: string, strings: Set<string>, walk: Walk): void {
  const own = ascii(JSON.stringify(nameOfMember(member)));
  const { initializer } = member;
  if (!initializer) return walk.edits.replace(member.start, member.end, `${name}[${key}=${next}]=${own}`);
  const isString = isStringValue(initializer, strings, name);
  if (isString === true) strings.add(nameOfMember(member));
  // Only numbers get a way back; what is not known before it runs is asked then.
  const before = { true: `${key}=`, false: `${name}[${key}=`, unknown: `typeof(${key}=` }[String(isString) as 'true' | 'false' | 'unknown'];
  const after = { true: '', false: `]=${own}`, unknown: `)!=="string"&&(${name}[${key}]=${own})` }[
    String(isString) as 'true' | 'false' | 'unknown'
  ];
  walk.edits.replace(member.start, initializer.start, before);
  walk.visit(initializer, member, plainScope());
  walk.edits.insert(member.end, after);
}

/** What a member after this one gets when it has no value of its own. */
function nextValue({ initializer }: Member, key: string, own: string): string {
  if (is(initializer, 'NumericLiteral')) return String(initializer.value + 1);
  return initializer || Number.isNaN(Number(own)) ? `${key}+1` : String(Number(own) + 1);
}

function isStringValue(value: Node, strings: ReadonlySet<string>, name: string): boolean | 'unknown' {
  const node = unwrap(value);
  if (is(node, 'StringLiteral') || node.type === 'TemplateLiteral') return true;
  if (node.type === 'UnaryExpression' || is(node, 'NumericLiteral')) return false;
  if (is(node, 'Identifier') && strings.has(node.name)) return true;
  if (is(node, 'MemberExpression') && is(node.object, 'Identifier') && node.object.name === name && !node.computed) {
    return is(node.property, 'Identifier') && strings.has(node.property.name) ? true : 'unknown';
  }
  if (!is(node, 'BinaryExpression')) return 'unknown';
  if (node.operator !== '+') return false;
  const sides = [isStringValue(node.left, strings, name), isStringValue(node.right, strings, name)];
  if (sides.includes(true)) return true;
  return sides.includes('unknown') ? 'unknown' : false;
}

export function nameOfMember({ id }: Member): string {
  return is(id, 'StringLiteral') ? id.value : id.name;
}
