// Which visitor looks at which kind of node; every other node only hands on to its children.

import { visitCall } from './calls.ts';
import { visitVariables } from './disposal.ts';
import { visitFunction } from './functions.ts';
import {
  visitClass,
  visitIdentifier,
  visitMember,
  visitObjectProperty,
  visitProperty,
  visitStatements,
  visitWrapped,
} from './structure.ts';
import { visitAwait, visitForOf, visitLabelled, visitReturn, visitTry, visitYield } from './suspensions.ts';
import type { Node, NodeOf, NodeType } from './syntax.ts';
import { visitTypeAssertion } from './typescript/assertions.ts';
import { visitEnum } from './typescript/enums.ts';
import { visitExport, visitExportAssignment, visitImport, visitImportEquals } from './typescript/modules.ts';
import { visitNamespace } from './typescript/namespaces.ts';
import type { Visitor } from './walk.ts';

type Visitors = { readonly [Type in NodeType]?: Visitor<NodeOf<Type>> };

const visitors: Visitors = {
  ArrowFunctionExpression: visitFunction,
  AwaitExpression: visitAwait,
  BlockStatement: visitStatements,
  CallExpression: visitCall,
  ClassAccessorProperty: visitProperty,
  ClassDeclaration: visitClass,
  ClassExpression: visitClass,
  ClassMethod: visitFunction,
  ClassPrivateMethod: visitFunction,
  ClassPrivateProperty: visitProperty,
  ClassProperty: visitProperty,
  ExportNamedDeclaration: visitExport,
  ForOfStatement: visitForOf,
  FunctionDeclaration: visitFunction,
  FunctionExpression: visitFunction,
  Identifier: visitIdentifier,
  ImportDeclaration: visitImport,
  JSXIdentifier: visitIdentifier,
  LabeledStatement: visitLabelled,
  MemberExpression: visitMember,
  NewExpression: visitCall,
  ObjectMethod: visitFunction,
  ObjectProperty: visitObjectProperty,
  OptionalCallExpression: visitCall,
  OptionalMemberExpression: visitMember,
  ParenthesizedExpression: visitWrapped,
  Program: visitStatements,
  ReturnStatement: visitReturn,
  TryStatement: visitTry,
  TSAsExpression: visitWrapped,
  TSEnumDeclaration: visitEnum,
  TSExportAssignment: visitExportAssignment,
  TSImportEqualsDeclaration: visitImportEquals,
  TSModuleDeclaration: visitNamespace,
  TSNonNullExpression: visitWrapped,
  TSSatisfiesExpression: visitWrapped,
  TSTypeAssertion: visitTypeAssertion,
  VariableDeclaration: visitVariables,
  YieldExpression: visitYield,
};

export function visitorOf(node: Node): Visitor<Node> | undefined {
  return (visitors as Readonly<Record<string, Visitor<Node>>>)[node.type];
}
