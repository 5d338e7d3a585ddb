// `import =`, `export =`, and imports of names that are only types: the module syntax of TypeScript alone.

import { ascii } from '../editList.ts';
import { is, type Node, type NodeOf, skipTrivia } from '../syntax.ts';
import type { Alias, Scope, Walk } from '../walk.ts';
import { visitNamespaceExport } from './namespaces.ts';

export function visitExport(node: NodeOf<'ExportNamedDeclaration'>, _parent: Node, scope: Scope, walk: Walk): void {
  const { declaration } = node;
  if (node.exportKind === 'type' && !declaration) return;
  if (!walk.desugar || !declaration) return walk.visitChildren(node, scope);
  if (scope.namespace !== null) return visitNamespaceExport(node, declaration, scope, walk);
  // `export` belongs to the first declaration of a name.
  if (walk.continuations.has(declaration)) walk.edits.replace(node.start, declaration.start, '');
  walk.visitChildren(node, scope);
}

/** `export = X` → `module.exports=X` */
export function visitExportAssignment(node: NodeOf<'TSExportAssignment'>, _parent: Node, scope: Scope, walk: Walk): void {
  if (walk.desugar && !walk.isModule) walk.edits.replace(node.start, node.expression.start, 'module.exports=');
  walk.visitChildren(node, scope);
}

/** `import X = A.B` → `const X=A.B`; `import x = require('x')` likewise, in an ES module by `createRequire`. Types leave no trace. */
export function visitImportEquals(node: NodeOf<'TSImportEqualsDeclaration'>, parent: Node, scope: Scope, walk: Walk): void {
  if (node.importKind === 'type') return;
  const { moduleReference: target } = node;
  if (is(target, 'TSQualifiedName')) walk.visit(leftmost(target), node, scope);
  else if (is(target, 'Identifier')) walk.visit(target, node, scope);
  if (!walk.desugar) return;
  walk.aliases.push({ node, isExported: parent.type === 'ExportNamedDeclaration', namespace: scope.namespace });
}

function leftmost(name: Node): Node {
  return is(name, 'TSQualifiedName') ? leftmost(name.left) : name;
}

const requireInModule = 'process.getBuiltinModule("module").createRequire(import.meta.url)';

/** When the whole file is walked: an alias that no value uses was one of a type, and goes. */
export function desugarAlias({ node, isExported, namespace }: Alias, walk: Walk): void {
  const { edits } = walk;
  const { id, moduleReference: target } = node;
  if (!isExported && !walk.usedNames.has(id.name)) return edits.replace(node.start, node.end, '');
  const name = ascii(id.name);
  const start = isExported && namespace !== null ? `${namespace}.${name}=` : `const ${name}=`;
  const isExternal = is(target, 'TSExternalModuleReference');
  edits.replace(node.start, target.start, start);
  if (isExternal && walk.isModule) edits.replace(target.start, target.start + 'require'.length, requireInModule);
}

export function visitImport(node: NodeOf<'ImportDeclaration'>, _parent: Node, _scope: Scope, walk: Walk): void {
  if (walk.desugar && node.importKind !== 'type') walk.imports.push(node);
}

/** When the whole file is walked: an imported name that no value uses may be a type, which the other module does not export. */
export function dropUnusedNames(node: NodeOf<'ImportDeclaration'>, walk: Walk): void {
  const { source, edits, usedNames } = walk;
  for (const specifier of node.specifiers) {
    if (usedNames.has(specifier.local.name) || is(specifier, 'ImportNamespaceSpecifier')) continue;
    if (is(specifier, 'ImportSpecifier') && specifier.importKind === 'type') continue;
    const next = skipTrivia(source, specifier.end);
    const hasComma = source[next] === ',';
    const isAlone = is(specifier, 'ImportDefaultSpecifier') && !hasComma;
    edits.replace(specifier.start, hasComma ? next + 1 : specifier.end, isAlone ? '{}' : '');
  }
}
