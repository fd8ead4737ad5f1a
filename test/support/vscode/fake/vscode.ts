import { URI } from 'vscode-uri';
import * as primitives from './primitives';
import { type FileSystem, FakeWorkspace, Uri, WorkspaceEdit } from './workspace';
import { FakeWindow } from './window';

class RelativePattern {
  constructor(
    readonly baseUri: URI,
    readonly pattern: string,
  ) {}
}

export const folder = Uri.parse('file:///workspace');

const workspaceFolder = { uri: folder, name: 'workspace', index: 0 };

/** A fake VS Code for tests of the client, with one folder in memory and one editor group. Dialogs are not answered. */
export class FakeVSCode {
  readonly workspace = new FakeWorkspace();
  readonly window = new FakeWindow(this.workspace);
  readonly commands = new Map<string, (...args: unknown[]) => unknown>();
  readonly contexts = new Map<string, unknown>();
  readonly diagnostics = new Map<string, readonly primitives.Diagnostic[]>();
  /** Executed built-in commands. */
  readonly executed: string[] = [];

  constructor() {
    this.commands.set('setContext', (name, value) => void this.contexts.set(String(name), value));
    this.commands.set('vscode.diff', (left, right, title) =>
      left instanceof URI && right instanceof URI ? this.window.diff(left, right, String(title)) : undefined,
    );
  }

  /** Closes all editors and clears the state, like a new window. */
  reset(): void {
    this.workspace.reset();
    this.window.reset();
    this.contexts.clear();
    this.diagnostics.clear();
    this.executed.length = 0;
  }

  /** The result of `require('vscode')`. */
  get api(): Record<string, unknown> {
    return {
      ...primitives,
      Uri,
      RelativePattern,
      WorkspaceEdit,
      ...enums,
      workspace: this.workspaceApi(),
      window: this.windowApi(),
      languages: this.languagesApi(),
      commands: {
        executeCommand: (id: string, ...args: unknown[]) => this.execute(id, ...args),
        registerCommand: (id: string, run: (...args: unknown[]) => unknown) => {
          this.commands.set(id, run);
          return createDisposable();
        },
      },
      scm: {
        createSourceControl: () => ({
          dispose: () => undefined,
          inputBox: {},
          createResourceGroup: () => ({}),
        }),
      },
      l10n: { bundle: undefined },
      version: '0.0.0',
      env: { appHost: 'test', language: 'en' },
      extensions: { getExtension: () => undefined },
    };
  }

  execute(id: string, ...args: unknown[]): Promise<unknown> {
    const run = this.commands.get(id);
    if (!run) this.executed.push(id);
    if (id.startsWith('workbench.')) this.window.visibleChanges.push({ kind: 'view', text: id });
    return Promise.resolve(run?.(...args));
  }

  private workspaceApi(): Record<string, unknown> {
    const { workspace } = this;
    return define(
      {
        fs: this.fileSystemApi(),
        getWorkspaceFolder: ({ path }: URI) => (path.startsWith(folder.path) ? workspaceFolder : undefined),
        openTextDocument: (target: URI) => workspace.open(target),
        applyEdit: (edit: WorkspaceEdit) => workspace.applyEdit(edit),
        save: (uri: URI) => workspace.save(uri),
        asRelativePath: ({ path }: URI) => path.replace(`${folder.path}/`, ''),
        findFiles: () =>
          Promise.resolve(
            [...workspace.files.keys()]
              .map((uri) => Uri.parse(uri))
              .filter((uri) => uri.path.endsWith('.agent.json') && uri.scheme === 'file'),
          ),
        getConfiguration: (section: string) => ({
          get: (name: string) => workspace.settings.get(`${section}.${name}`),
          inspect: (name: string) => ({ globalValue: workspace.settings.get(`${section}.${name}`) }),
          update: (name: string, value: unknown) =>
            Promise.resolve(void workspace.settings.set(`${section}.${name}`, value)),
        }),
        onDidChangeTextDocument: workspace.changed.event,
        onDidOpenTextDocument: workspace.opened.event,
        onDidCloseTextDocument: workspace.closed.event,
        onDidChangeConfiguration: createDisposable,
        registerTextDocumentContentProvider: (
          scheme: string,
          provider: { provideTextDocumentContent(): unknown },
        ) => {
          workspace.contents.set(scheme, provider);
          return createDisposable();
        },
        registerFileSystemProvider: (scheme: string, provider: FileSystem) => {
          workspace.addProvider(scheme, provider);
          return createDisposable();
        },
        createFileSystemWatcher: () => ({
          dispose: () => undefined,
          onDidCreate: createDisposable,
          onDidChange: createDisposable,
          onDidDelete: createDisposable,
        }),
      },
      {
        isTrusted: () => workspace.isTrusted,
        textDocuments: () => workspace.documents,
        workspaceFolders: () => (workspace.hasFolder ? [workspaceFolder] : undefined),
      },
    );
  }

  private fileSystemApi(): Record<string, unknown> {
    const { workspace } = this;
    const { files } = workspace;
    return {
      readFile: (uri: URI) => workspace.read(uri),
      createDirectory: () => Promise.resolve(),
      writeFile: (uri: URI, content: Uint8Array) => workspace.write(uri, content),
      stat: async (uri: URI) => ({ type: enums.FileType.File, size: (await workspace.read(uri)).length }),
      delete: (uri: URI) => Promise.resolve(files.delete(uri.toString())),
      rename: async (from: URI, to: URI) => {
        await workspace.write(to, await workspace.read(from));
        files.delete(from.toString());
      },
      readDirectory: (uri: URI) =>
        Promise.resolve(
          [...files.keys()]
            .filter((file) => file.startsWith(`${uri.toString()}/`))
            .map((file) => [file.slice(uri.toString().length + 1), 1]),
        ),
    };
  }

  private windowApi(): Record<string, unknown> {
    const { window } = this;
    const dismiss = () => Promise.resolve(undefined);
    const tabGroups = define(
      { close: (tabs: FakeWindow['tabs']) => window.close(tabs), onDidChangeTabs: window.tabsChanged.event },
      {
        all: () => [{ viewColumn: 1, tabs: window.tabs }],
        activeTabGroup: () => ({ activeTab: window.tabs.find(({ isActive }) => isActive) }),
      },
    );
    return define(
      {
        tabGroups,
        showQuickPick: dismiss,
        showInputBox: dismiss,
        showSaveDialog: dismiss,
        showInformationMessage: dismiss,
        showWarningMessage: dismiss,
        showErrorMessage: dismiss,
        showWorkspaceFolderPick: dismiss,
        setStatusBarMessage: (text: string) => window.setStatus(text),
        showTextDocument: (target: URI) => window.show(target),
        withProgress: (_: unknown, task: (progress: unknown, token: unknown) => Promise<unknown>) =>
          window.progress(task),
        onDidChangeActiveTextEditor: window.activeChanged.event,
        onDidChangeVisibleTextEditors: window.visibleChanged.event,
        onDidChangeWindowState: window.stateChanged.event,
        createStatusBarItem: () => ({
          dispose: () => undefined,
          show: () => undefined,
          hide: () => undefined,
        }),
        createOutputChannel: () => this.log,
        createTreeView: () =>
          define(
            { dispose: () => undefined, onDidChangeVisibility: window.viewChanged.event },
            { visible: () => window.isViewVisible },
          ),
      },
      {
        activeTextEditor: () => window.active,
        visibleTextEditors: () => window.visible,
        state: () => ({ focused: window.isFocused }),
      },
    );
  }

  /** A log that discards its lines. */
  readonly log = {
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
    show: () => void this.window.visibleChanges.push({ kind: 'log', text: 'log' }),
    dispose: () => undefined,
  };

  private languagesApi(): Record<string, unknown> {
    const { diagnostics } = this;
    return {
      createDiagnosticCollection: () => ({
        dispose: () => undefined,
        set: (uri: URI, found: readonly primitives.Diagnostic[]) => diagnostics.set(uri.toString(), found),
        delete: (uri: URI) => diagnostics.delete(uri.toString()),
      }),
      getDiagnostics: (uri: URI) => diagnostics.get(uri.toString()) ?? [],
      registerCodeLensProvider: createDisposable,
      registerCodeActionsProvider: createDisposable,
      registerCompletionItemProvider: createDisposable,
      registerReferenceProvider: createDisposable,
      registerDocumentSemanticTokensProvider: createDisposable,
      registerRenameProvider: createDisposable,
    };
  }
}

const enums = {
  ViewColumn: { Active: -1, Beside: -2 },
  StatusBarAlignment: { Left: 1, Right: 2 },
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  ProgressLocation: { Notification: 15, Window: 10 },
  QuickPickItemKind: { Separator: -1, Default: 0 },
  QuickInputButtons: { Back: { iconPath: 'back' } },
  ConfigurationTarget: { Global: 1, Workspace: 2, WorkspaceFolder: 3 },
  TextEditorRevealType: { InCenterIfOutsideViewport: 2 },
  CodeActionKind: { QuickFix: { value: 'quickfix' } },
  CompletionItemKind: { Variable: 5 },
  FileType: { File: 1, Directory: 2, SymbolicLink: 64 },
  FileChangeType: { Changed: 1 },
  SemanticTokensLegend: primitives.SnippetString,
  SemanticTokensBuilder: primitives.SnippetString,
  FileSystemError: primitives.FileSystemError,
};

function createDisposable(): primitives.Disposable {
  return new primitives.Disposable(() => undefined);
}

/** An object with properties and getters. */
function define(
  properties: Record<string, unknown>,
  getters: Record<string, () => unknown>,
): Record<string, unknown> {
  for (const [name, get] of Object.entries(getters))
    Object.defineProperty(properties, name, { get, enumerable: true });
  return properties;
}
