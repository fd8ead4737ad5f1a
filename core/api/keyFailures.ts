import * as l10n from '@vscode/l10n';
import type { ApiFailure } from '#sync/ports';
import { type KeyChoice, type KeyRecord, type Project, projectOfKey } from '#sync/projects/keys';
import { quotedProject } from '#sync/projects/names';
import { failureSentence } from './failures';

export interface FailedRequest {
  readonly failure: ApiFailure;
  readonly host: string;
  readonly key: KeyRecord | undefined;
  /** The project that the file names. */
  readonly project: Project | undefined;
}

/** The reason why a request failed, more specific if it is the key. */
export type KeyProblem = 'no-key' | 'invalid-key' | 'wrong-project' | 'read-only-key';

export interface ExplainedFailure {
  readonly problem: KeyProblem | undefined;
  readonly text: string;
}

/** The message for a failure. Names the projects of the key and the file if they differ and that is the reason. */
export function explainFailure(request: FailedRequest): ExplainedFailure {
  const { failure, host, key } = request;
  const owner = key && projectOfKey(key);
  switch (failure.kind) {
    case 'unauthorized':
      return { problem: 'invalid-key', text: invalidKey(host, owner) };
    case 'forbidden':
      return isReadOnly(request)
        ? { problem: 'read-only-key', text: readOnlyKeyMessage(host, owner) }
        : accessDenied(request);
    case 'notFound':
      return accessDenied(request);
    default:
      return { problem: undefined, text: failureSentence(failure, host) };
  }
}

/** The message if there is no key for a file. */
export function explainMissingKey(
  choice: Exclude<KeyChoice, { kind: 'key' }>,
  host: string,
  project: Project | undefined,
): string {
  if (choice.kind === 'ambiguous')
    return l10n.t`Several API keys are set for ${host}, and the file doesn't specify a project. Choose one.`;
  return choice.kind === 'no-key' || !project
    ? l10n.t`No API key is set for ${host}. Set one first.`
    : l10n.t`No API key is set for ${quotedProject(project)} on ${host}. Set one first.`;
}

/** Why an agent can't be created in `project` with the key; undefined if it may be possible. */
export function explainWrongProject(key: KeyRecord, project: Project | undefined): string | undefined {
  const owner = projectOfKey(key);
  return owner && project && owner.id !== project.id ? wrongProject(owner, project) : undefined;
}

/** Whether a write was forbidden although the key belongs to the file's project, or to several projects. */
function isReadOnly({ failure, key, project }: FailedRequest): boolean {
  const isWrite = failure.kind === 'forbidden' && failure.write === true;
  return isWrite && (key === undefined || explainWrongProject(key, project) === undefined);
}

function accessDenied({ failure, host, key, project }: FailedRequest): ExplainedFailure {
  const owner = key && projectOfKey(key);
  if (!key || !owner) return { problem: undefined, text: failureSentence(failure, host) };
  if (!project) return { problem: 'wrong-project', text: notInProject(owner, host) };
  const message = explainWrongProject(key, project);
  return message === undefined
    ? { problem: undefined, text: agentNotFound(owner, host) }
    : { problem: 'wrong-project', text: message };
}

function invalidKey(host: string, owner: Project | undefined): string {
  return owner
    ? l10n.t`The API key for ${quotedProject(owner)} on ${host} is invalid or was revoked. Set a valid key.`
    : l10n.t`The API key for ${host} is invalid or was revoked. Set a valid key.`;
}

function readOnlyKeyMessage(host: string, owner: Project | undefined): string {
  return owner
    ? l10n.t`The API key for ${quotedProject(owner)} on ${host} is read-only: it can pull, but not push. Set a key with write access.`
    : l10n.t`The API key for ${host} is read-only: it can pull, but not push. Set a key with write access.`;
}

function wrongProject(owner: Project, project: Project): string {
  return l10n.t`This API key is for ${quotedProject(owner)}, but the file belongs to ${quotedProject(project)}.`;
}

function notInProject(owner: Project, host: string): string {
  return l10n.t`Agent not found on ${host}: this API key is for ${quotedProject(owner)}, and the file doesn't specify a project. Set a key for the agent's project, or check the file's "id".`;
}

function agentNotFound(owner: Project, host: string): string {
  return l10n.t`Agent not found in ${quotedProject(owner)} on ${host}. It may have been deleted; check the file's "id".`;
}
