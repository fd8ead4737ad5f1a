import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { stackWithoutMessage } from '#language/text/errorStack';
import { type Button, commandButton, commandButtonThen, problemsButton, showOutcome } from './notify';
import { type Outcome, notification } from './outcome';
import { type Action, CanceledByUser, UserError } from './userError';

interface Log {
  error(line: string): void;
}

/** The operation that runs in the boundary. */
export interface Attempt {
  /** Its name in the log. */
  readonly name: string;
  readonly run: () => Thenable<Outcome>;
  /** Runs it again after a button has resolved the cause of a failure. */
  readonly retry: () => Thenable<unknown>;
}

/**
 * Runs a command and shows its outcome. A `UserError` is shown as a message with its buttons, a `CanceledByUser` in the status bar. Any
 * other error is internal and logged with its stack but without its message.
 */
export async function withErrorBoundary(log: Log, attempt: Attempt): Promise<Outcome> {
  const outcome = await outcomeOf(log, attempt);
  showOutcome(outcome);
  return outcome;
}

async function outcomeOf(log: Log, { name, run, retry }: Attempt): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CanceledByUser) return { kind: 'canceled', text: error.message };
    const userError = error instanceof UserError ? error : toInternalError(log, name, error);
    const buttons = userError.actions.map((action) =>
      typeof action === 'string' ? buttonFor(action, retry) : action,
    );
    return notification({ level: userError.level, text: userError.message }, buttons);
  }
}

/** A button that runs an operation and shows its outcome. */
export function actionButton(log: Log, label: string, operation: () => Thenable<Outcome>): Button {
  const run = (): Thenable<Outcome> =>
    withErrorBoundary(log, { name: `The button "${label}"`, run: operation, retry: run });
  return { label, run };
}

/** A button that resolves the cause of a failure, then continues the command. */
export function buttonFor(action: Action, retry: () => Thenable<unknown>): Button {
  switch (action) {
    case 'set-api-key':
      return commandButtonThen(l10n.t('Set API Key…'), 'agentJson.setApiKey', undefined, retry);
    case 'retry':
      return { label: l10n.t('Try Again'), run: retry };
    case 'show-log':
      return commandButton(l10n.t('Show Log'), 'agentJson.showLog');
    case 'show-problems':
      return problemsButton();
    case 'open-settings':
      return editorButton(l10n.t('Open Settings'), 'workbench.action.openSettings', 'agentJson.api.baseUrl');
    case 'open-folder':
      return editorButton(l10n.t('Open Folder…'), 'vscode.openFolder');
    case 'manage-trust':
      return editorButton(l10n.t('Manage Workspace Trust'), 'workbench.trust.manage');
  }
}

function editorButton(label: string, command: string, ...args: string[]): Button {
  return { label, run: () => vscode.commands.executeCommand(command, ...args) };
}

function toInternalError(log: Log, name: string, error: unknown): UserError {
  log.error(`${name} failed. ${stackWithoutMessage(error)}`);
  return new UserError(l10n.t('Internal error in Agent JSON. See the log for details.'), ['show-log']);
}
