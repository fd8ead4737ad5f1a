import type * as vscode from 'vscode';
import type { Started } from './commandArgs';

/** Runs one command, with what it was started on. What it returns is for tests and other commands. */
export type Command<Parts> = (parts: Parts, started: Started) => Promise<unknown>;

/** What the commands need that help to write agent files. */
export interface EditingParts {
  readonly log: vscode.LogOutputChannel;
  readonly server: { restart(): Promise<void> };
}
