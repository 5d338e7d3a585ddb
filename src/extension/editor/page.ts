// The HTML of a timeline's webview: nothing but our own script and style runs in it, and nothing is fetched.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { spokenLanguage } from '../spokenLanguage.ts';

/** The folder of the built page's script and style. */
export function webviewFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

export function timelinePage(webview: vscode.Webview, extension: vscode.Uri): string {
  const { texts, language } = spokenLanguage();
  const nonce = randomBytes(24).toString('base64url');
  const address = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(webviewFolder(extension), file)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Timeline</title>
<link rel="stylesheet" href="${address('timeline.css')}">
</head>
<body class="in-editor">
<div id="root"></div>
<script type="application/json" id="texts">${insideScript(JSON.stringify(texts))}</script>
<script nonce="${nonce}" src="${address('timeline.js')}"></script>
</body>
</html>
`;
}

/** JSON that can't end the element in which it stands. */
function insideScript(json: string): string {
  return json.replaceAll('<', '\\u003c');
}
