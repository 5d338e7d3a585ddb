// Parameter properties: fields that a constructor sets from its parameters before any initialiser can read them.
//
//   class A {        f = this.x;                                        constructor(private x: T) {                        }}
//   class A {x;      f;#i0(){return{["f"]:this.x}["f"]}                 constructor(        x: T) {this.x=x;this.f=this.#i0();}}
//
// Initialisers run before the constructor's body, so those of a class that may read such a field become methods.

import { boundNames } from '../declarations.ts';
import { ascii } from '../editList.ts';
import { forEachChild, is, isErased, type Node, type NodeOf, skipTrivia, unwrap } from '../syntax.ts';
import type { Walk } from '../walk.ts';

type ClassNode = NodeOf<'ClassDeclaration' | 'ClassExpression'>;
type Property = NodeOf<'ClassProperty' | 'ClassPrivateProperty'>;

/** The result: what must follow each of these members once it is visited. */
export function desugarParameterProperties(node: ClassNode, walk: Walk): ReadonlyMap<Node, string> {
  const closings = new Map<Node, string>();
  const members = node.body.body;
  const creation = members.find((member) => is(member, 'ClassMethod') && member.kind === 'constructor');
  if (!is(creation, 'ClassMethod') || !is(creation.body, 'BlockStatement')) return closings;
  const names: string[] = [];
  for (const parameter of creation.params) {
    if (!is(parameter, 'TSParameterProperty')) continue;
    const modifiers = parameter.decorators?.at(-1)?.end ?? parameter.start;
    walk.edits.replace(skipTrivia(walk.source, modifiers), parameter.parameter.start, '');
    names.push(...boundNames(parameter).map(ascii));
  }
  if (names.length === 0) return closings;
  walk.edits.insert(node.body.start + 1, names.map((name) => `${name};`).join(''));
  const initialised = members.filter(isInitialised);
  const moved = initialised.some(mayReadThis) && initialised.every((property) => property.computed !== true) ? initialised : [];
  const sets = names
    .map((name) => `this.${name}=${name};`)
    .concat(moved.map((property, index) => moveInitialiser(property, index, closings, walk)));
  setFields(creation.body, sets.join(''), walk);
  return closings;
}

function isInitialised(member: Node): member is Property {
  return is(member, 'ClassProperty', 'ClassPrivateProperty') && member.static !== true && !isErased(member) && !!member.value;
}

/** Whether an initialiser can see the other fields when it runs: a function only does so later. */
function mayReadThis({ value }: Property): boolean {
  return !!value && !/Function/.test(unwrap(value).type) && mentionsThis(value);
}

function mentionsThis(node: Node): boolean {
  if (node.type === 'ThisExpression' || node.type === 'Super') return true;
  if (is(node, 'FunctionExpression', 'FunctionDeclaration', 'ObjectMethod')) return false;
  let found = false;
  forEachChild(node, (child) => {
    found ||= mentionsThis(child);
  });
  return found;
}

/** The result is the statement that runs it. The object literal gives a function the field's name, as the field did. */
function moveInitialiser(property: Property, index: number, closings: Map<Node, string>, walk: Walk): string {
  const { key, typeAnnotation } = property;
  const { source, edits } = walk;
  const method = `#__tc$${index}`;
  const written = source.slice(key.start, key.end);
  const name = is(key, 'Identifier') ? JSON.stringify(key.name) : is(key, 'PrivateName') ? JSON.stringify(written) : written;
  let equals = skipTrivia(source, typeAnnotation?.end ?? key.end);
  while (source[equals] !== '=') equals = skipTrivia(source, equals + 1);
  edits.replace(equals, equals + 1, `;${method}(){return{[${ascii(name)}]:`);
  closings.set(property, `}[${ascii(name)}]}`);
  return `this${is(key, 'Identifier', 'PrivateName') ? `.${ascii(written)}` : `[${ascii(written)}]`}=this.${method}();`;
}

function setFields(body: NodeOf<'BlockStatement'>, sets: string, walk: Walk): void {
  const superCall = body.body.find((statement) => {
    if (!is(statement, 'ExpressionStatement')) return false;
    const call = unwrap(statement.expression);
    return is(call, 'CallExpression') && call.callee.type === 'Super';
  });
  const after = superCall ?? body.directives.at(-1);
  walk.edits.insert(after?.end ?? body.start + 1, after === undefined ? sets : `;${sets}`);
}
