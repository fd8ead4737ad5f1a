import { describePullOutcome, describePushOutcome } from '#sync/messages/describe';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import type { BlockCause, PullPlan } from '#sync/model';
import type { ApiFailure } from '#sync/ports';
import { type ExitCode, exitCodes, highest } from '../exitCodes';
import { countOf } from '../output/counts';
import { failureMessage } from './address';
import type { FileResult } from './fileResult';
import { diagnosticsOfBlock, diagnosticsOfRejections, causeMessage } from './syncDiagnostics';
import { reportOfChange, reportOfConflict, reportOfPlan } from './planReport';
import type { Session } from './session';

/** The outcome of a push. `text`: the text of the file. */
export function resultOfPush(outcome: PushOutcome, text: string, session: Session): FileResult {
  const message = describePushOutcome(outcome, (failure) => failureMessage(failure, session.address)).text;
  switch (outcome.kind) {
    case 'in-sync':
      return {
        result: outcome.incomingCount > 0 ? 'remote-ahead' : 'in-sync',
        exitCode: exitCodes.ok,
        message,
      };
    case 'pushed':
      return { ...reportOfPlan(outcome.plan), result: 'pushed', exitCode: exitCodes.ok, message };
    case 'verification-failed':
      return resultOfDiscrepancy(outcome, message);
    case 'unverified':
    case 'unknown':
      return {
        ...reportOfPlan(outcome.plan),
        result: outcome.kind,
        exitCode: exitCodes.unknownOutcome,
        message,
      };
    case 'blocked':
      return resultOfBlock(outcome.causes, text);
    case 'stale':
      return { result: 'stale', exitCode: exitCodes.notAllowed, message };
    case 'rejected':
      return {
        result: 'rejected',
        exitCode: exitCodes.server,
        message: `Cekura rejected the agent: ${countOf(outcome.rejections.length, 'problem')}.`,
        diagnostics: diagnosticsOfRejections(text, outcome.rejections),
      };
    case 'failed':
      return { result: 'failed', exitCode: exitCodeOfFailure(outcome.failure), message };
    case 'not-applied':
      return { result: 'not-applied', exitCode: exitCodes.server, message };
    case 'canceled':
    case 'nothing-to-undo':
      return { result: 'canceled', exitCode: exitCodes.interrupted, message };
  }
}

function resultOfDiscrepancy(
  { plan, discrepancy }: Extract<PushOutcome, { kind: 'verification-failed' }>,
  message: string,
): FileResult {
  const { lostSecrets, mismatches } = discrepancy;
  const isLost = lostSecrets.length > 0;
  return {
    ...reportOfPlan(plan),
    result: isLost ? 'secret-lost' : 'verification-failed',
    exitCode: isLost ? exitCodes.secretLost : exitCodes.server,
    message,
    lostSecrets,
    mismatches,
  };
}

/** Why a plan is not possible; nothing was sent. */
function resultOfBlock(causes: readonly BlockCause[], text: string): FileResult {
  const conflicts = causes.flatMap((cause) => (cause.kind === 'conflict' ? [cause.conflict] : []));
  const [first] = causes;
  const message =
    causes.length === 1 && first
      ? causeMessage(first)
      : `Nothing was sent: ${countOf(causes.length, 'problem')}.`;
  return {
    result: conflicts.length > 0 ? 'conflict' : 'blocked',
    exitCode: highest(causes.map(exitCodeOfCause)),
    message,
    diagnostics: diagnosticsOfBlock(text, causes),
    ...(conflicts.length > 0 ? { conflicts: conflicts.map(reportOfConflict) } : {}),
  };
}

function exitCodeOfCause({ kind }: BlockCause): ExitCode {
  switch (kind) {
    case 'conflict':
      return exitCodes.notAllowed;
    case 'missing-reference':
    case 'unapproved-reference':
      return exitCodes.usage;
    default:
      return exitCodes.invalidFile;
  }
}

export function exitCodeOfFailure({ kind }: ApiFailure): ExitCode {
  switch (kind) {
    case 'unauthorized':
    case 'forbidden':
      return exitCodes.usage;
    case 'canceled':
      return exitCodes.interrupted;
    default:
      return exitCodes.server;
  }
}

/** The outcome of a pull. */
export function resultOfPull(outcome: PullOutcome, text: string, session: Session): FileResult {
  const message = describePullOutcome(outcome, (failure) => failureMessage(failure, session.address)).text;
  switch (outcome.kind) {
    case 'nothing-to-pull':
      return { ...resultWithConflicts(outcome, 'unchanged'), message };
    case 'pulled': {
      const { plan } = outcome;
      return {
        ...resultWithConflicts(plan, 'pulled'),
        agent: { id: plan.link.id, name: plan.agentName },
        changes: plan.changes.map(reportOfChange),
        message,
      };
    }
    case 'blocked':
      return resultOfBlock(outcome.causes, text);
    case 'stale':
      return { result: 'stale', exitCode: exitCodes.notAllowed, message };
    case 'failed':
      return { result: 'failed', exitCode: exitCodeOfFailure(outcome.failure), message };
    case 'canceled':
      return { result: 'canceled', exitCode: exitCodes.interrupted, message };
  }
}

function resultWithConflicts({ conflicts }: Pick<PullPlan, 'conflicts'>, result: string): FileResult {
  if (conflicts.length === 0) return { result, exitCode: exitCodes.ok };
  return { result: 'conflict', exitCode: exitCodes.notAllowed, conflicts: conflicts.map(reportOfConflict) };
}
