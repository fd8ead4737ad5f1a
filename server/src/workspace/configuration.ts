import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { Client } from '../lsp/clientCapabilities';
import { type Report, placeOf } from '../lsp/guard';
import type { LanguageSettings } from '#language/index';
import { settingsSection } from '../protocol';
import { readSettings } from '#language/settings';

/**
 * The client's settings, from wherever it tells them: asked for (`workspace/configuration`), sent along
 * (`didChangeConfiguration`), or part of the initialization.
 */
export class SettingsFeed {
  /** Settled once the settings of the moment are in use; it never fails. */
  known: Promise<void> = Promise.resolve();
  private readonly listeners: (() => void)[] = [];
  /** As JSON, to tell whether others are different. */
  private inUse = '';

  constructor(
    private readonly connection: Connection,
    private readonly client: Client,
    private readonly report: Report,
    private readonly use: (settings: LanguageSettings) => void,
  ) {}

  /** Settings that came with the initialization hold until better ones are known. */
  start(): void {
    this.adopt(readSettings(this.client.settings));
    this.connection.onDidChangeConfiguration(({ settings }) => this.load(sectionIn(settings)));
  }

  /** To be called when the client is ready for questions. */
  ask(): void {
    if (this.client.registersConfiguration) {
      void this.connection.client.register(DidChangeConfigurationNotification.type, {
        section: settingsSection,
      });
    }
    if (this.client.hasConfiguration) this.load(undefined);
  }

  /** Called after each change; what was answered before may be wrong by then. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  private load(sent: unknown): void {
    this.known = this.current(sent)
      .then((section) => {
        if (this.adopt(readSettings(section))) this.listeners.forEach((listener) => listener());
      })
      .catch((error: unknown) => this.report(`The settings could not be read. ${placeOf(error)}`));
  }

  /** Whether they are others than before. Clients tell the same ones more than once, at the start above all: what was answered holds then. */
  private adopt(settings: LanguageSettings): boolean {
    const text = JSON.stringify(settings);
    if (text === this.inUse) return false;
    this.inUse = text;
    this.use(settings);
    return true;
  }

  private async current(sent: unknown): Promise<unknown> {
    if (!this.client.hasConfiguration) return sent;
    const section: unknown = await this.connection.workspace.getConfiguration(settingsSection);
    return section;
  }
}

/** Some clients send all their settings, some the section alone. */
function sectionIn(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) return undefined;
  return new Map<string, unknown>(Object.entries(settings)).get(settingsSection) ?? settings;
}
