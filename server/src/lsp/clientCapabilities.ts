import {
  type ClientCapabilities,
  CompletionItemTag,
  type InitializeParams,
  MarkupKind,
  type WorkspaceEditClientCapabilities,
} from 'vscode-languageserver';
import type { InitializationOptions, Translations } from '../protocol';

/** The client capabilities that results depend on. Flags are named like the LSP capabilities. */
export interface ClientSupport {
  readonly pullDiagnostics: boolean;
  readonly diagnosticRefresh: boolean;
  readonly relatedInformation: boolean;
  readonly tagSupport: boolean;
  readonly codeDescriptionSupport: boolean;
  readonly hoverMarkdown: boolean;
  readonly completionMarkdown: boolean;
  readonly labelDetailsSupport: boolean;
  readonly completionDeprecated: boolean;
  /** The client loads the documentation of a completion with `completionItem/resolve`. */
  readonly completionResolve: boolean;
  /** The client supports the defaults `editRange`, `insertTextFormat` and `data` of completion lists. */
  readonly completionItemDefaults: boolean;
  readonly snippetSupport: boolean;
  readonly snippetEditSupport: boolean;
  readonly codeActionLiterals: boolean;
  readonly documentChanges: boolean;
  /** A workspace edit can create files. */
  readonly createFile: boolean;
  readonly prepareRename: boolean;
  readonly hierarchicalDocumentSymbols: boolean;
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly watchedFilesRegistration: boolean;
  /** The `textDocument` capabilities that it accepts registrations for, such as `completion`. */
  readonly dynamicRegistration: ReadonlySet<string>;
  /** It asks before files are renamed. */
  readonly willRenameFiles: boolean;
  readonly workspaceFolders: boolean;
  /** Commands of the client that code lenses and code actions may use. */
  readonly commands: ReadonlySet<string>;
  /** The client handles requests for secret names. */
  readonly secretNames: boolean;
  /** The client finds and reads agent files that the server can't read. */
  readonly agentFiles: boolean;
  /** URL of the folder with a page per rule. */
  readonly rulePages: string | undefined;
  /** Messages in the client's language. */
  readonly translations: Translations | undefined;
  /** The section `agentJson` in the initialization options. */
  readonly settings: unknown;
  /** The schema update that the client has stored. */
  readonly schemaUpdate: unknown;
  /** The secrets that projects on Cekura have stored for their agents. */
  readonly projectKeys: unknown;
}

/** Reads the parameters of `initialize`. Capabilities that are missing or null are not supported. */
export function readClientSupport({
  capabilities,
  initializationOptions,
}: Pick<InitializeParams, 'capabilities' | 'initializationOptions'>): ClientSupport {
  const options = readOptions(initializationOptions);
  return {
    ...diagnosticSupport(capabilities.textDocument),
    ...completionSupport(capabilities.textDocument),
    ...documentSupport(capabilities.textDocument),
    ...workspaceSupport(capabilities),
    commands: new Set(options.commands),
    secretNames: options.secretNames === true,
    agentFiles: options.agentFiles === true,
    rulePages: options.rulePages,
    translations: options.translations,
    settings: options.settings,
    schemaUpdate: options.schemaUpdate,
    projectKeys: options.projectKeys,
  };
}

type TextDocumentCapabilities = ClientCapabilities['textDocument'];

function diagnosticSupport(textDocument: TextDocumentCapabilities) {
  const publish = textDocument?.publishDiagnostics;
  // Some clients send null for what they don't support.
  const pull = textDocument?.diagnostic ?? undefined;
  return {
    pullDiagnostics: pull !== undefined,
    relatedInformation: (pull?.relatedInformation ?? publish?.relatedInformation) === true,
    tagSupport: Boolean(pull?.tagSupport ?? publish?.tagSupport),
    codeDescriptionSupport: (pull?.codeDescriptionSupport ?? publish?.codeDescriptionSupport) === true,
  };
}

function completionSupport(textDocument: TextDocumentCapabilities) {
  const item = textDocument?.completion?.completionItem;
  const defaults = textDocument?.completion?.completionList?.itemDefaults ?? [];
  return {
    completionMarkdown: item?.documentationFormat?.includes(MarkupKind.Markdown) === true,
    labelDetailsSupport: item?.labelDetailsSupport === true,
    completionDeprecated: item?.tagSupport?.valueSet.includes(CompletionItemTag.Deprecated) === true,
    completionResolve: item?.resolveSupport?.properties.includes('documentation') === true,
    completionItemDefaults: ['editRange', 'insertTextFormat', 'data'].every((name) =>
      defaults.includes(name),
    ),
    snippetSupport: item?.snippetSupport === true,
  };
}

function documentSupport(textDocument: TextDocumentCapabilities) {
  return {
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    dynamicRegistration: new Set(
      Object.entries(textDocument ?? {}).flatMap(([name, value]) =>
        isObject(value) && value['dynamicRegistration'] === true ? [name] : [],
      ),
    ),
    codeActionLiterals: Boolean(textDocument?.codeAction?.codeActionLiteralSupport),
    prepareRename: textDocument?.rename?.prepareSupport === true,
    hierarchicalDocumentSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
  };
}

function workspaceSupport({ workspace }: ClientCapabilities) {
  return {
    ...workspaceEditSupport(workspace?.workspaceEdit),
    diagnosticRefresh: workspace?.diagnostics?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchedFilesRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    willRenameFiles: workspace?.fileOperations?.willRename === true,
    workspaceFolders: workspace?.workspaceFolders === true,
  };
}

function workspaceEditSupport(edit: WorkspaceEditClientCapabilities | undefined) {
  return {
    snippetEditSupport: edit?.snippetEditSupport === true,
    documentChanges: edit?.documentChanges === true,
    createFile: edit?.resourceOperations?.includes('create') === true,
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Options of an unexpected type are ignored. */
function readOptions(options: unknown): InitializationOptions {
  if (typeof options !== 'object' || options === null) return {};
  const commands = 'commands' in options && Array.isArray(options.commands) ? options.commands : [];
  return {
    commands: commands.filter((command) => typeof command === 'string'),
    secretNames: 'secretNames' in options && options.secretNames === true,
    agentFiles: 'agentFiles' in options && options.agentFiles === true,
    rulePages:
      'rulePages' in options && typeof options.rulePages === 'string' ? options.rulePages : undefined,
    translations: 'translations' in options ? readTranslations(options.translations) : undefined,
    settings: 'settings' in options ? options.settings : undefined,
    schemaUpdate: 'schemaUpdate' in options ? options.schemaUpdate : undefined,
    projectKeys: 'projectKeys' in options ? options.projectKeys : undefined,
  };
}

function readTranslations(messages: unknown): Translations | undefined {
  if (typeof messages !== 'object' || messages === null) return undefined;
  const entries: [string, unknown][] = Object.entries(messages);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
