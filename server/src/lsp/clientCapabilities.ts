import {
  type ClientCapabilities,
  CompletionItemTag,
  type InitializeParams,
  MarkupKind,
  type WorkspaceEditClientCapabilities,
} from 'vscode-languageserver';
import type { InitializationOptions, Translations } from '../protocol';
import { isRecord } from './params';

/** The client capabilities and options that results depend on. Flags are named like the LSP capabilities. */
export type ClientSupport = Readonly<ReturnType<typeof readClientSupport>>;

/** Reads the parameters of `initialize`. Capabilities that are missing or null are not supported; options of an unexpected type are ignored. */
export function readClientSupport({
  capabilities,
  initializationOptions,
}: Pick<InitializeParams, 'capabilities' | 'initializationOptions'>) {
  return {
    ...diagnosticSupport(capabilities.textDocument),
    ...completionSupport(capabilities.textDocument),
    ...documentSupport(capabilities.textDocument),
    ...workspaceSupport(capabilities),
    ...readInitializationOptions(initializationOptions),
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
    /** The client loads the documentation of a completion with `completionItem/resolve`. */
    completionResolve: item?.resolveSupport?.properties.includes('documentation') === true,
    /** It loads the detail at the same time. */
    completionDetailResolve: ['documentation', 'detail'].every((name) =>
      item?.resolveSupport?.properties.includes(name),
    ),
    /** The client supports these defaults of completion lists. */
    completionItemDefaults: ['editRange', 'insertTextFormat', 'data'].every((name) =>
      defaults.includes(name),
    ),
    snippetSupport: item?.snippetSupport === true,
  };
}

function documentSupport(textDocument: TextDocumentCapabilities) {
  return {
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    /** The `textDocument` capabilities that it accepts registrations for, such as `completion`. */
    dynamicRegistration: new Set(
      Object.entries(textDocument ?? {}).flatMap(([name, value]) =>
        isRecord(value) && value['dynamicRegistration'] === true ? [name] : [],
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

/** As described by `InitializationOptions`. The ones that other modules read are of unknown type. */
function readInitializationOptions(options: unknown) {
  const values: Options = isRecord(options) ? options : {};
  const { commands, rulePages, translations, settings, schemaUpdate, projectKeys } = values;
  return {
    commands: new Set(Array.isArray(commands) ? commands.filter((name) => typeof name === 'string') : []),
    secretNames: values.secretNames === true,
    agentFiles: values.agentFiles === true,
    rulePages: typeof rulePages === 'string' ? rulePages : undefined,
    translations: translationsIn(translations),
    settings,
    schemaUpdate,
    projectKeys,
  };
}

type Options = { readonly [Name in keyof InitializationOptions]?: unknown };

function translationsIn(messages: unknown): Translations | undefined {
  if (!isRecord(messages)) return undefined;
  const isString = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === 'string';
  return Object.fromEntries(Object.entries(messages).filter(isString));
}
