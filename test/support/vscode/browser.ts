// The browser that shows the workbench, fenced in: what is not on the loopback is refused and noted.

import { type Browser, chromium, type Page } from 'playwright-core';
import type { Server } from './server.ts';

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: launchArguments });
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const local = new Set(['data:', 'blob:', 'about:']);

/** Refuses everything that is not on this machine; returns the growing list of what was refused. */
export async function fenceIn(page: Page): Promise<readonly string[]> {
  const refused: string[] = [];
  await page.route('**/*', (route) => {
    const address = new URL(route.request().url());
    if (loopback.has(address.hostname) || local.has(address.protocol)) return route.continue();
    refused.push(address.href);
    return route.abort();
  });
  return refused;
}

export interface WorkbenchOptions {
  /** Opened as the workspace: a folder, or a `.code-workspace` file. */
  readonly workspace: string;
  /** An extension's sources, loaded as they stand. */
  readonly development?: string | undefined;
  /** The bundle of tests to run in the extension host. */
  readonly tests?: string | undefined;
}

/** The address of a workbench on `server`. */
export function workbenchAddress(server: Server, { workspace, development, tests }: WorkbenchOptions): string {
  const remote = (path: string): string => `vscode-remote://${server.authority}${encodeURI(path)}`;
  const payload: readonly (readonly [string, string])[] = [
    ...(development === undefined ? [] : [['extensionDevelopmentPath', remote(development)] as const]),
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)] as const]),
    ['skipWelcome', 'true'],
  ];
  const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return `${server.url}/?${kind}=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
