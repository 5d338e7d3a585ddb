// The walk through one file: what every visitor is given.

import { runtimeGlobal as G } from '../model/launch.ts';
import type { EditList } from './editList.ts';
import type { Node, NodeOf } from './syntax.ts';

/** The function around a node, as far as marks need it. */
export interface Scope {
  /** The expression of the task's id at this place; null where nothing is marked. */
  readonly task: string | null;
  /** Whether `task` is an async function's own, and not the module's. */
  readonly isAsyncFunction: boolean;
  readonly isGenerator: boolean;
  /** Of the function. */
  readonly name: string;
  /** Of the class whose member the node is, else empty. */
  readonly className: string;
  /** Around the class whose member the node is: where computed keys are evaluated. */
  readonly outside: Scope | null;
  /** The local name of the namespace whose statement the node is, else null. */
  readonly namespace: string | null;
  /** How many times the function has suspended in the text so far. */
  suspensions: number;
}

/** `import X = …`, whose fate is known when the whole file is walked. */
export interface Alias {
  readonly node: NodeOf<'TSImportEqualsDeclaration'>;
  readonly isExported: boolean;
  readonly namespace: string | null;
}

export interface Walk {
  readonly source: string;
  readonly edits: EditList;
  /** Whether constructs that types can't be stripped from are rewritten. */
  readonly desugar: boolean;
  readonly isModule: boolean;
  /** Names that occur as values. */
  readonly usedNames: Set<string>;
  /** What goes before an identifier that means a member of a namespace or an enum. */
  readonly prefixes: ReadonlyMap<Node, string>;
  /** Enums and namespaces that continue an earlier declaration of their name. */
  readonly continuations: Set<Node>;
  readonly aliases: Alias[];
  /** Names of functions of which it is known that a call begins with their first mark. */
  readonly known: ReadonlySet<string>;
  /** Functions and awaits after whose mark the next one comes without time: see briefMarks.ts. */
  readonly brief: Set<Node>;
  readonly imports: NodeOf<'ImportDeclaration'>[];
  visit(node: Node, parent: Node, scope: Scope): void;
  visitChildren(node: Node, scope: Scope): void;
}

export type Visitor<N extends Node> = (node: N, parent: Node, scope: Scope, walk: Walk) => void;

/** The task's id within an async function's body. */
export const taskVariable: string = `${G}c`;

const plain = { task: null, isAsyncFunction: false, isGenerator: false, name: '', className: '', outside: null, namespace: null };

export function moduleScope(): Scope {
  return { ...plain, task: `${G}.m`, name: '<module>', suspensions: 0 };
}

export function taskScope(name: string, isGenerator: boolean): Scope {
  return { ...plain, task: taskVariable, isAsyncFunction: true, isGenerator, name, suspensions: 0 };
}

/** A function whose body is no task. */
export function plainScope(): Scope {
  return { ...plain, suspensions: 0 };
}

export function classScope(className: string, outside: Scope): Scope {
  return { ...plain, className, outside, suspensions: 0 };
}

export function namespaceScope(namespace: string): Scope {
  return { ...plain, namespace, suspensions: 0 };
}
