import { CompletionItemTag, type InitializeParams, MarkupKind } from 'vscode-languageserver';
import type { InitializationOptions, Translations } from '../protocol';
import { type Encoding, chooseEncoding } from './positions';

/** What the client at the other end can do, as far as our answers depend on it. */
export interface Client {
  readonly encoding: Encoding;
  /** Asks for diagnostics itself; else we send them. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly showsRelated: boolean;
  readonly showsFaded: boolean;
  readonly followsCodes: boolean;
  readonly readsMarkdown: boolean;
  readonly readsMarkdownInItems: boolean;
  readonly showsLabelDetails: boolean;
  readonly showsDeprecatedItems: boolean;
  readonly fillsSnippets: boolean;
  readonly appliesSnippetEdits: boolean;
  readonly readsActions: boolean;
  readonly versionsEdits: boolean;
  readonly preparesRenames: boolean;
  readonly nestsSymbols: boolean;
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly hasFolderEvents: boolean;
  /** Commands of the client that lenses and actions may name. */
  readonly commands: ReadonlySet<string>;
  readonly tellsSecretNames: boolean;
  /** Finds and reads agent files that the server can't reach by itself. */
  readonly readsAgentFiles: boolean;
  /** URL of the folder with a page for each rule, where it says so. */
  readonly rulePages: string | undefined;
  /** Our texts in its language, where it says them. */
  readonly translations: Translations | undefined;
  /** What `agentJson` holds, as far as it came with the initialization. */
  readonly settings: unknown;
}

/** Reads the first message of a client. Clients leave out what they can't do, so what is missing means no. */
export function readClient({
  capabilities,
  initializationOptions,
}: Pick<InitializeParams, 'capabilities' | 'initializationOptions'>): Client {
  const { textDocument, workspace, general } = capabilities;
  const options = readOptions(initializationOptions);
  const publish = textDocument?.publishDiagnostics;
  const pull = textDocument?.diagnostic;
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    pullsDiagnostics: pull !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    showsRelated: (pull?.relatedInformation ?? publish?.relatedInformation) === true,
    showsFaded: (pull?.tagSupport ?? publish?.tagSupport) !== undefined,
    followsCodes: (pull?.codeDescriptionSupport ?? publish?.codeDescriptionSupport) === true,
    readsMarkdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    readsMarkdownInItems:
      textDocument?.completion?.completionItem?.documentationFormat?.includes(MarkupKind.Markdown) === true,
    showsLabelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport === true,
    showsDeprecatedItems:
      textDocument?.completion?.completionItem?.tagSupport?.valueSet.includes(
        CompletionItemTag.Deprecated,
      ) === true,
    fillsSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    appliesSnippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    readsActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    versionsEdits: workspace?.workspaceEdit?.documentChanges === true,
    preparesRenames: textDocument?.rename?.prepareSupport === true,
    nestsSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasFolderEvents: workspace?.workspaceFolders === true,
    commands: new Set(options.commands),
    tellsSecretNames: options.secretNames === true,
    readsAgentFiles: options.agentFiles === true,
    rulePages: options.rulePages,
    translations: options.translations,
    settings: options.settings,
  };
}

/** Any editor may send anything here; what has not our shape counts as not said. */
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
  };
}

function readTranslations(texts: unknown): Translations | undefined {
  if (typeof texts !== 'object' || texts === null) return undefined;
  const entries: [string, unknown][] = Object.entries(texts);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
