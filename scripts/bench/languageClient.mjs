// A minimal client for any language server on stdio with one document.
import { capabilities } from './capabilities.mjs';
import languageServer from 'vscode-languageserver/node';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endChild, startChild } from '../host/childProcesses.mjs';
import { root } from '../host/folders.mjs';

const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = languageServer;

const uri = 'file:///bench/bench.agent.json';
const schemaFile = join(root, 'schemas/agent.schema.json');

/** Settings that make the JSON server use the agent schema. The Agent JSON server ignores them. */
const settings = {
  json: {
    validate: { enable: true },
    schemas: [{ fileMatch: ['*.agent.json'], url: 'bench://schema', schema: parsedSchema() }],
  },
};

function parsedSchema() {
  return JSON.parse(readFileSync(schemaFile, 'utf8'));
}

export class LanguageClient {
  /** @type {((items: unknown[]) => void)[]} */
  #waiting = [];
  #version = 1;

  /**
   * Starts and initializes a server.
   * @param {import('./programs.mjs').Program} program
   * @param {string} languageId
   */
  static async start({ file, args }, languageId) {
    const child = startChild(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
    const { stdout, stdin } = child;
    if (!stdout || !stdin) throw new Error(`${file} has no input or output stream.`);
    const connection = createProtocolConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    const client = new LanguageClient(child, connection, languageId);
    await client.#initialize();
    return client;
  }

  /**
   * @param {import('node:child_process').ChildProcess} child
   * @param {import('vscode-languageserver/node').ProtocolConnection} connection
   * @param {string} languageId
   */
  constructor(child, connection, languageId) {
    this.child = child;
    this.connection = connection;
    this.languageId = languageId;
  }

  async #initialize() {
    const { connection } = this;
    connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }) =>
      this.#waiting.shift()?.(diagnostics),
    );
    connection.onRequest('workspace/configuration', ({ items }) =>
      items.map(
        (/** @type {{ section?: string }} */ { section = '' }) => Reflect.get(settings, section) ?? null,
      ),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.listen();
    const result = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        workspace: { configuration: true },
        textDocument: { ...capabilities.textDocument, diagnostic: { dynamicRegistration: false } },
      },
      initializationOptions: { provideFormatter: false, handledSchemaProtocols: ['file'] },
    });
    /** Servers with pull diagnostics don't delay diagnostics after an edit. */
    this.supportsPull = Boolean(result.capabilities.diagnosticProvider);
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('workspace/didChangeConfiguration', { settings });
  }

  /**
   * @param {string} text
   * @returns {Promise<unknown[]>} its diagnostics
   */
  async open(text) {
    const next = this.#nextPublished();
    const textDocument = { uri, languageId: this.languageId, version: this.#version, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
    return this.#diagnostics(next);
  }

  /**
   * @param {import('vscode-languageserver/node').TextDocumentContentChangeEvent} change
   * @returns {Promise<unknown[]>} the diagnostics after it
   */
  async type(change) {
    const next = this.#nextPublished();
    await this.change(change);
    return this.#diagnostics(next);
  }

  /** @param {import('vscode-languageserver/node').TextDocumentContentChangeEvent} change */
  change(change) {
    const textDocument = { uri, version: ++this.#version };
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument,
      contentChanges: [change],
    });
  }

  symbols() {
    return this.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
  }

  /** @param {import('vscode-languageserver/node').Position} position */
  complete(position) {
    return this.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
  }

  /** @param {import('vscode-languageserver/node').Position} position */
  hover(position) {
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
  }

  async stop() {
    this.connection.dispose();
    await endChild(this.child);
  }

  /** @returns {Promise<unknown[]>} */
  #nextPublished() {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /**
   * @param {Promise<unknown[]>} published
   * @returns {Promise<unknown[]>}
   */
  async #diagnostics(published) {
    if (!this.supportsPull) return published;
    this.#waiting.length = 0;
    const { items } = await this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    return items;
  }
}
