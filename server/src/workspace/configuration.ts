import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { type LanguageSettings, defaultSettings } from '#language/index';
import { schemaWith } from '#language/schema/bundledSchema';
import type { AgentSchema } from '#language/schema/schema';
import { readSchemaUpdate } from '#language/schema/schemaUpdate';
import { toJsonOrUndefined, readSettings, readStringLists } from '#language/settings';
import type { ClientSupport } from '../lsp/clientCapabilities';
import { stackWithoutMessage } from '#language/text/errorStack';
import { type Logger } from '../lsp/guard';
import {
  type ProjectKeysParams,
  type SchemaUpdateParams,
  projectKeysNotification,
  schemaUpdateNotification,
  settingsSection,
} from '../protocol';

/**
 * The current schema and settings. Settings are requested (`workspace/configuration`), sent (`didChangeConfiguration`) or in the
 * initialization options; a schema update is sent or in the initialization options.
 */
export class Configuration {
  /** Resolved when the current settings are in use. Never rejected. */
  loaded: Promise<void> = Promise.resolve();
  private readonly listeners: (() => void)[] = [];
  /** The settings in use as JSON. */
  private current = '';
  private settings: LanguageSettings = defaultSettings;
  private schema: AgentSchema;
  private projectKeys: Readonly<Record<string, readonly string[]>>;

  constructor(
    private readonly connection: Connection,
    private readonly client: ClientSupport,
    private readonly log: Logger,
    private readonly apply: (schema: AgentSchema, settings: LanguageSettings) => void,
  ) {
    this.schema = schemaFrom(client.schemaUpdate);
    this.projectKeys = readStringLists(toJsonOrUndefined(client.projectKeys));
  }

  /** Applies the settings in the initialization options and listens for changes. */
  listen(): void {
    this.update(readSettings(this.client.settings));
    this.connection.onDidChangeConfiguration(({ settings }) => this.load(sectionOf(settings)));
    this.connection.onNotification(schemaUpdateNotification, ({ update }: SchemaUpdateParams) => {
      this.schema = schemaFrom(update);
      this.applyAll();
      this.notify();
    });
    this.connection.onNotification(projectKeysNotification, ({ projectKeys }: ProjectKeysParams) => {
      this.projectKeys = readStringLists(toJsonOrUndefined(projectKeys));
      this.applyAll();
      this.notify();
    });
  }

  /** Call this when the client accepts requests. */
  request(): void {
    if (this.client.configurationRegistration) {
      void this.connection.client.register(DidChangeConfigurationNotification.type, {
        section: settingsSection,
      });
    }
    if (this.client.configuration) this.load(undefined);
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  private load(sent: unknown): void {
    this.loaded = this.latest(sent)
      .then((section) => {
        if (this.update(readSettings(section))) this.notify();
      })
      .catch((error: unknown) => this.log(`The settings could not be read. ${stackWithoutMessage(error)}`));
  }

  /** Whether the settings have changed. Clients may send the same settings several times, especially at startup. */
  private update(settings: LanguageSettings): boolean {
    const json = JSON.stringify(settings);
    if (json === this.current) return false;
    this.current = json;
    this.settings = settings;
    this.applyAll();
    return true;
  }

  private applyAll(): void {
    const { schema, settings, projectKeys } = this;
    this.apply(schema, { ...settings, projectKeys });
  }

  private notify(): void {
    this.listeners.forEach((listener) => listener());
  }

  private async latest(sent: unknown): Promise<unknown> {
    if (!this.client.configuration) return sent;
    const section: unknown = await this.connection.workspace.getConfiguration(settingsSection);
    return section;
  }
}

function schemaFrom(update: unknown): AgentSchema {
  return schemaWith(readSchemaUpdate(toJsonOrUndefined(update)));
}

/** Some clients send all their settings, some only the section. */
function sectionOf(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) return undefined;
  return new Map<string, unknown>(Object.entries(settings)).get(settingsSection) ?? settings;
}
