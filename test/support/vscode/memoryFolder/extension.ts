import * as vscode from 'vscode';

// A file system with one folder in memory, for VS Code without a disk. Its initial files are part of the extension.

/** A proposed API of VS Code, which is not in its types. */
interface FindsFiles {
  registerFileSearchProvider(scheme: string, provider: FileSearch): vscode.Disposable;
}

interface FileSearch {
  provideFileSearchResults(query: unknown, options: { includes: string[] }): vscode.Uri[];
}

const scheme = 'memory';
const folder = vscode.Uri.from({ scheme, path: '/agents' });

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const seed = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'files.json'));
  const files = JSON.parse(new TextDecoder().decode(seed)) as Record<string, string>;
  const memory = new Memory(
    Object.entries(files).map(([name, text]) => [`${folder.path}/${name}`, new TextEncoder().encode(text)]),
  );
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider(scheme, memory, { isCaseSensitive: true }),
    findingFiles(vscode.workspace).registerFileSearchProvider(scheme, memory),
  );
}

function findingFiles<Workspace extends object>(workspace: Workspace): Workspace & FindsFiles {
  if (canFindFiles(workspace)) return workspace;
  throw new Error('This VS Code finds no files in file systems of extensions.');
}

function canFindFiles<Workspace extends object>(workspace: Workspace): workspace is Workspace & FindsFiles {
  return 'registerFileSearchProvider' in workspace;
}

class Memory implements vscode.FileSystemProvider, FileSearch {
  private readonly files: Map<string, { readonly content: Uint8Array; readonly mtime: number }>;
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;

  constructor(files: readonly (readonly [string, Uint8Array])[]) {
    this.files = new Map(files.map(([path, content]) => [path, { content, mtime: 1 }]));
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    if (uri.path === folder.path) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const { content, mtime } = this.at(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime, size: content.length };
  }

  readDirectory(): [string, vscode.FileType][] {
    return [...this.files.keys()].map((path) => [path.slice(folder.path.length + 1), vscode.FileType.File]);
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.at(uri).content;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const existing = this.files.get(uri.path);
    this.files.set(uri.path, { content, mtime: (existing?.mtime ?? 0) + 1 });
    const type = existing ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.changes.fire([{ type, uri }]);
  }

  delete(uri: vscode.Uri): void {
    this.files.delete(uri.path);
    this.changes.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  provideFileSearchResults(_: unknown, { includes }: { includes: string[] }): vscode.Uri[] {
    const endings = includes.map((pattern) => pattern.slice(pattern.lastIndexOf('*') + 1));
    const found = [...this.files.keys()].filter(
      (path) => endings.length === 0 || endings.some((ending) => path.endsWith(ending)),
    );
    return found.map((path) => folder.with({ path }));
  }

  private at(uri: vscode.Uri) {
    const file = this.files.get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }
}
