import type { Translations } from './protocol';
import type { FileReader } from './workspace/agentFiles';

/** The environment that the server runs in: a Node process, or a worker of a web page. */
export interface ServerHost {
  /** The variables that `${env:NAME}` resolves to. Undefined if there are none. */
  readonly environment: Readonly<Record<string, string | undefined>> | undefined;
  /** Reads `file:` URIs. Undefined if all files have to be requested from the client. */
  readonly localFiles: FileReader | undefined;
  /** URL of the folder with a page per rule, ending in a slash. Undefined if the client provides it. */
  readonly rulePages: string | undefined;
  /** Send diagnostics even to clients that can request them. */
  readonly pushDiagnostics: boolean;
  /** Messages in the language of a locale (`de-AT`). Undefined for English. */
  translations(locale: string | undefined): Translations | undefined;
}
