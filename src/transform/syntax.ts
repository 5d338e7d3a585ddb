// The syntax tree: the parts of the parser's nodes that this room reads, and how to step through them.

export interface Node {
  readonly type: string;
  /** UTF-16 offsets in the source. */
  readonly start: number;
  readonly end: number;
  /** `line` from 1, `column` from 0. */
  readonly loc: { readonly start: { readonly line: number; readonly column: number } };
}

type Maybe<T> = T | null | undefined;

export interface FunctionParts {
  readonly async: boolean;
  readonly generator: boolean;
  readonly id?: Maybe<NodeOf<'Identifier'>>;
  readonly key?: Node;
  readonly computed?: boolean;
  readonly static?: boolean;
  readonly kind?: string;
  readonly decorators?: Maybe<readonly Node[]>;
  readonly params: readonly Node[];
  readonly body: Maybe<Node>;
}

interface ClassParts {
  readonly id: Maybe<NodeOf<'Identifier'>>;
  readonly decorators?: Maybe<readonly Node[]>;
  readonly superClass: Maybe<Node>;
  readonly body: NodeOf<'ClassBody'>;
}

interface PropertyParts {
  readonly key: Node;
  readonly value: Maybe<Node>;
  readonly computed?: boolean;
  readonly static?: boolean;
  readonly abstract?: boolean;
  readonly decorators?: Maybe<readonly Node[]>;
  readonly typeAnnotation?: Maybe<Node>;
}

interface CallParts {
  readonly callee: Node;
  readonly arguments: readonly Node[];
}

interface MemberParts {
  readonly object: Node;
  readonly property: Node;
  readonly computed: boolean;
}

interface ExpressionParts {
  readonly expression: Node;
}

interface StatementsParts {
  readonly body: readonly Node[];
}

/** What each kind of node has beyond {@link Node}. */
interface Syntax {
  ArrowFunctionExpression: FunctionParts;
  AssignmentExpression: { readonly left: Node; readonly right: Node; readonly operator: string };
  AssignmentPattern: { readonly left: Node; readonly right: Node };
  ArrayPattern: { readonly elements: readonly Maybe<Node>[] };
  AwaitExpression: { readonly argument: Node };
  BinaryExpression: { readonly left: Node; readonly right: Node; readonly operator: string };
  BooleanLiteral: object;
  BlockStatement: { readonly body: readonly Node[]; readonly directives: readonly Node[] };
  BreakStatement: { readonly label: Maybe<Node> };
  CallExpression: CallParts;
  CatchClause: { readonly param: Maybe<Node>; readonly body: NodeOf<'BlockStatement'> };
  ClassAccessorProperty: PropertyParts;
  ClassBody: { readonly body: readonly Node[] };
  ClassDeclaration: ClassParts;
  ClassExpression: ClassParts;
  ClassMethod: FunctionParts;
  ClassPrivateMethod: FunctionParts;
  ClassPrivateProperty: PropertyParts;
  ClassProperty: PropertyParts;
  ConditionalExpression: { readonly test: Node; readonly consequent: Node; readonly alternate: Node };
  ContinueStatement: { readonly label: Maybe<Node> };
  EmptyStatement: object;
  ExportDefaultDeclaration: { readonly declaration: Node };
  ExportNamedDeclaration: { readonly declaration: Maybe<Node>; readonly exportKind?: string };
  ExpressionStatement: ExpressionParts;
  ForInStatement: { readonly left: Node };
  ForOfStatement: { readonly left: Node; readonly right: Node; readonly body: Node; readonly await: boolean };
  ForStatement: { readonly init: Maybe<Node>; readonly test: Maybe<Node>; readonly update: Maybe<Node>; readonly body: Node };
  FunctionDeclaration: FunctionParts;
  FunctionExpression: FunctionParts;
  Identifier: { readonly name: string; readonly typeAnnotation?: Maybe<Node> };
  IfStatement: { readonly test: Node; readonly consequent: Node; readonly alternate: Maybe<Node> };
  ImportDeclaration: { readonly specifiers: readonly NodeOf<ImportSpecifierType>[]; readonly importKind?: Maybe<string> };
  ImportDefaultSpecifier: { readonly local: NodeOf<'Identifier'> };
  ImportNamespaceSpecifier: { readonly local: NodeOf<'Identifier'> };
  ImportSpecifier: { readonly local: NodeOf<'Identifier'>; readonly importKind?: Maybe<string> };
  JSXIdentifier: { readonly name: string };
  LabeledStatement: { readonly label: Node; readonly body: Node };
  LogicalExpression: { readonly left: Node; readonly right: Node };
  MemberExpression: MemberParts;
  NewExpression: CallParts;
  NullLiteral: object;
  NumericLiteral: { readonly value: number };
  ObjectMethod: FunctionParts;
  ObjectPattern: { readonly properties: readonly Node[]; readonly typeAnnotation?: Maybe<Node> };
  ObjectProperty: { readonly key: Node; readonly value: Node; readonly computed: boolean; readonly shorthand: boolean };
  OptionalCallExpression: CallParts;
  OptionalMemberExpression: MemberParts;
  ParenthesizedExpression: ExpressionParts;
  PrivateName: { readonly id: NodeOf<'Identifier'> };
  Program: { readonly body: readonly Node[]; readonly sourceType: string };
  RestElement: { readonly argument: Node };
  ReturnStatement: { readonly argument: Maybe<Node> };
  StaticBlock: StatementsParts;
  StringLiteral: { readonly value: string };
  ThisExpression: object;
  TryStatement: { readonly block: Node; readonly handler: Maybe<Node>; readonly finalizer: Maybe<Node> };
  TSAsExpression: ExpressionParts;
  TSEnumDeclaration: {
    readonly id: NodeOf<'Identifier'>;
    readonly body: { readonly start: number; readonly members: readonly NodeOf<'TSEnumMember'>[] };
  };
  TSEnumMember: { readonly id: NodeOf<'Identifier' | 'StringLiteral'>; readonly initializer: Maybe<Node> };
  TSExportAssignment: ExpressionParts;
  TSExternalModuleReference: ExpressionParts;
  TSImportEqualsDeclaration: { readonly id: NodeOf<'Identifier'>; readonly importKind?: string; readonly moduleReference: Node };
  TSModuleBlock: StatementsParts;
  TSModuleDeclaration: { readonly id: Node; readonly body: NodeOf<'TSModuleBlock'>; readonly kind: string };
  TSNonNullExpression: ExpressionParts;
  TSParameterProperty: { readonly parameter: Node; readonly decorators?: Maybe<readonly Node[]> };
  TSQualifiedName: { readonly left: Node; readonly right: NodeOf<'Identifier'> };
  TSSatisfiesExpression: ExpressionParts;
  TSTypeAssertion: { readonly typeAnnotation: Node; readonly expression: Node };
  UnaryExpression: { readonly operator: string; readonly argument: Node };
  UpdateExpression: { readonly argument: Node };
  VariableDeclaration: { readonly kind: string; readonly declarations: readonly NodeOf<'VariableDeclarator'>[] };
  VariableDeclarator: { readonly id: Node; readonly init: Maybe<Node> };
  WhileStatement: { readonly test: Node; readonly body: Node };
  WithStatement: object;
  YieldExpression: { readonly argument: Maybe<Node>; readonly delegate: boolean };
}

type ImportSpecifierType = 'ImportSpecifier' | 'ImportDefaultSpecifier' | 'ImportNamespaceSpecifier';

export type NodeType = keyof Syntax;
export type CallNode = NodeOf<'CallExpression' | 'OptionalCallExpression' | 'NewExpression'>;
export type NodeOf<Type extends NodeType> = Type extends NodeType ? Node & Syntax[Type] & { readonly type: Type } : never;

export function is<Type extends NodeType>(node: Maybe<Node>, ...types: readonly Type[]): node is NodeOf<Type> {
  return node !== null && node !== undefined && (types as readonly string[]).includes(node.type);
}

export function isFunction(node: Node): node is Node & FunctionParts {
  return is(
    node,
    'FunctionDeclaration',
    'FunctionExpression',
    'ArrowFunctionExpression',
    'ObjectMethod',
    'ClassMethod',
    'ClassPrivateMethod',
  );
}

/** Fields that hold no node of the running program: types, comments, positions. */
const notChildren: ReadonlySet<string> = new Set([
  ...['type', 'start', 'end', 'loc', 'extra', 'leadingComments', 'trailingComments', 'innerComments', 'comments', 'tokens', 'errors'],
  ...['typeAnnotation', 'returnType', 'typeParameters', 'typeArguments', 'superTypeParameters', 'implements', 'predicate', 'directives'],
]);

/** Nodes and fields whose identifiers refer to nothing: `import.meta`, `#x in y`, `<a:b>`, and the names of attributes and members. */
const withoutChildren: ReadonlySet<string> = new Set(['MetaProperty', 'PrivateName', 'JSXNamespacedName']);
const nameFields: ReadonlyMap<string, string> = new Map([
  ['JSXAttribute', 'name'],
  ['JSXMemberExpression', 'property'],
  ['LabeledStatement', 'label'],
  ['BreakStatement', 'label'],
  ['ContinueStatement', 'label'],
]);

/** Calls `visit` for each child that can run, in source order as far as the parser's field order has it. */
export function forEachChild(node: Node, visit: (child: Node) => void): void {
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  if (withoutChildren.has(node.type)) return;
  const nameField = nameFields.get(node.type);
  for (const field in fields) {
    if (notChildren.has(field) || field === nameField) continue;
    const value = fields[field];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item);
    } else if (isNode(value)) visit(value);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';
}

const erasedTypes: ReadonlySet<string> = new Set([
  ...['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSDeclareFunction', 'TSDeclareMethod', 'TSIndexSignature'],
  'TSNamespaceExportDeclaration',
]);

/** Whether stripping the types removes the whole node. */
export function isErased(node: Node): boolean {
  return erasedTypes.has(node.type) || (node as { readonly declare?: boolean }).declare === true;
}

/** Without parentheses and type operators around it: what the name of an anonymous function passes through. */
export function unwrap(node: Node): Node {
  let inner = node;
  while (is(inner, 'ParenthesizedExpression', 'TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion')) {
    inner = inner.expression;
  }
  return inner;
}

const trivia = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/y;

/** The offset of the first thing at or after `at` that is neither white space nor a comment. */
export function skipTrivia(source: string, at: number): number {
  trivia.lastIndex = at;
  trivia.exec(source);
  return trivia.lastIndex;
}
