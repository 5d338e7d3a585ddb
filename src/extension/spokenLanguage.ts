// The language that the extension speaks: the editor's, where we have its texts.

import * as vscode from 'vscode';
import type { Texts } from '../layout/say.ts';

export function spokenLanguage(): { readonly texts: Texts; readonly language: string } {
  const { bundle } = vscode.l10n;
  // Without texts of ours everything is English, and so are its numbers.
  return bundle === undefined ? { texts: {}, language: 'en' } : { texts: bundle, language: vscode.env.language };
}
