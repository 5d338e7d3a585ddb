// A code-server of its own for one test file: VS Code with its extension host, on the loopback, with nothing of the person's.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');
const modules = join(root, 'tools/vscode/node_modules');
const node = join(modules, '.bin/node');
const codeServer = join(modules, 'code-server/out/node/entry.js');

export interface Server {
  readonly url: string;
  /** Host and port, as in a `vscode-remote` address. */
  readonly authority: string;
  /** Its home folder: settings, state and logs. */
  readonly home: string;
  /** The process of the server; the extension host and the terminals are below it. */
  readonly pid: number;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** A packed extension to install; none are there without it. */
  readonly extension?: string;
  /** The language of the workbench, as `es`; its own texts stay English, those of extensions change. */
  readonly language?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Lets a page start tests inside the extension host. */
  readonly testDriver?: boolean;
  /** Asks whether a workspace is trusted. */
  readonly trust?: boolean;
}

/** What else comes up by itself would stand in the way or on the screenshots. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'files.simpleDialog.enable': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.banner': 'never',
  'telemetry.telemetryLevel': 'off',
  'typescript.validate.enable': false,
  'terminal.integrated.enablePersistentSessions': true,
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const startMs = 180_000;

/** Starts a server and waits until it answers. @throws Error with its log when it doesn't within three minutes */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const home = mkdtempSync(join(tmpdir(), 'vscode-under-test-'));
  const port = await freePort();
  const userFolder = join(home, 'data', 'User');
  mkdirSync(userFolder, { recursive: true });
  writeFileSync(join(userFolder, 'settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }, null, 2));
  if (options.language !== undefined) writeLanguagePack(join(home, 'data'), options.language);
  if (options.extension !== undefined) installExtension(home, options.extension);
  const log = join(home, 'server.log');
  const output = openSync(log, 'w');
  const child = spawn(node, [codeServer, ...serverArguments(home, port, options)], {
    stdio: ['ignore', output, output],
    // A group of its own: the server has an extension host and terminals below it.
    detached: true,
    env: environmentIn(home),
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    await endGroup(child);
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  if (await answers(`${url}/healthz`, startMs)) return { url, authority: `127.0.0.1:${port}`, home, pid: child.pid!, stop };
  const said = readFileSync(log, 'utf8');
  await stop();
  throw new Error(`code-server did not answer:\n${said}`);
}

function serverArguments(home: string, port: number, { testDriver, trust, language }: ServerOptions): readonly string[] {
  return [
    ...['--config', join(home, 'config.yaml'), '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--disable-proxy', '--ignore-last-opened'],
    ...(trust === true ? [] : ['--disable-workspace-trust']),
    ...(testDriver === true ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ...(language === undefined ? [] : ['--locale', language]),
    ...foldersIn(home),
  ];
}

function foldersIn(home: string): readonly string[] {
  return ['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')];
}

/** A language that nobody has installed is not taken: so an empty pack of it, as the person's own pack would be registered. */
function writeLanguagePack(dataFolder: string, language: string): void {
  const texts = join(dataFolder, `${language}.json`);
  writeFileSync(texts, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: `test.language-pack-${language}` }, version: '1.0.0' }];
  const pack = { hash: language, extensions, translations: { vscode: texts }, label: language };
  writeFileSync(join(dataFolder, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

function environmentIn(home: string): NodeJS.ProcessEnv {
  // What vitest sets is none of the server's business, and NODE_OPTIONS would reach the programs that it runs.
  const { NODE_OPTIONS: _, VITEST: _vitest, ...env } = process.env;
  return {
    ...env,
    PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter),
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    XDG_CACHE_HOME: home,
    // npm would ask its registry whether it is the newest.
    npm_config_update_notifier: 'false',
  };
}

async function answers(url: string, forMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + forMs;
  while (performance.now() < giveUpAt) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return true;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  return false;
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? found(address.port) : failed(new Error('no port'))));
    });
  });
}

async function endGroup(child: ChildProcess): Promise<void> {
  const ended = child.exitCode !== null ? Promise.resolve() : new Promise((done) => child.once('exit', done));
  signalGroup(child, 'SIGTERM');
  await Promise.race([ended, new Promise((late) => setTimeout(late, 2000))]);
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // All of it has ended.
  }
}

/** Installs a packed extension into a server's home, without network. */
function installExtension(home: string, vsix: string): void {
  const words = ['--config', join(home, 'config.yaml'), ...foldersIn(home), '--install-extension', vsix, '--force'];
  const done = spawnSync(node, [codeServer, ...words], { encoding: 'utf8', env: environmentIn(home) });
  if (done.status !== 0) throw new Error(`the extension could not be installed:\n${done.stdout}${done.stderr}`);
}
