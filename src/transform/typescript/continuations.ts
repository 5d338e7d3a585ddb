// Enums and namespaces that continue an earlier declaration of their name in the same list of statements.

import { declarationOf, declaredNames, functionNames } from '../declarations.ts';
import { is, type Node } from '../syntax.ts';

/** Adds those of `statements` that must not declare their name again. */
export function noteContinuations(statements: readonly Node[], continuations: Set<Node>): void {
  const declarations = statements.map(declarationOf);
  if (!declarations.some((declaration) => is(declaration, 'TSEnumDeclaration', 'TSModuleDeclaration'))) return;
  // A function may stand after the namespace of its name.
  const seen = new Set(functionNames(declarations));
  for (const declaration of declarations) {
    const names = declaredNames(declaration);
    if (is(declaration, 'TSEnumDeclaration', 'TSModuleDeclaration') && names.some((name) => seen.has(name))) continuations.add(declaration);
    for (const name of names) seen.add(name);
  }
}
