import type { Translations } from './protocol';
import type { AgentFiles } from './workspace/agentFiles';

/** What the server finds where it runs: a process of its own, or a worker of a page. */
export interface Host {
  /** The environment that `${env:NAME}` resolves in; undefined where there is none. */
  readonly environment: Readonly<Record<string, string | undefined>> | undefined;
  /** Files that the server reads by itself; undefined where it has to ask its client for all of them. */
  readonly disk: AgentFiles | undefined;
  /** URL of the folder with a page for each rule, ending in a slash; undefined where the client says it. */
  readonly rulePages: string | undefined;
  /** Our texts in the language of a locale (`de-AT`); undefined where they are said in English. */
  translations(locale: string | undefined): Translations | undefined;
}
