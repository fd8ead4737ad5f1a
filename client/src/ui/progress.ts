import * as vscode from 'vscode';
import { sanitizeMessage } from './sanitize';

/** The delay before a progress notification is shown, in ms. */
const delayMs = 500;

/** Runs an operation while its progress is shown. */
export async function withProgress<T>(
  title: string,
  run: (progress: ProgressNotification) => Promise<T>,
): Promise<T> {
  const progress = new ProgressNotification(title);
  return run(progress).finally(() => progress.dispose());
}

/** A cancelable progress notification, which is hidden while a question is shown. */
export class ProgressNotification implements vscode.Disposable {
  private readonly controller = new AbortController();
  private hide: (() => void) | undefined;
  private detail = '';
  private progress: vscode.Progress<{ message?: string }> | undefined;

  constructor(private readonly title: string) {
    this.show();
  }

  get cancellation(): AbortSignal {
    return this.controller.signal;
  }

  /** Shows the current step. */
  report(detail: string): void {
    this.detail = detail;
    this.progress?.report({ message: sanitizeMessage(detail) });
  }

  /** Cancels the operation, like the Cancel button. */
  cancel(): void {
    this.controller.abort();
  }

  /** Runs an operation with the notification hidden. */
  async pauseDuring<T>(operation: () => Promise<T>): Promise<T> {
    this.dispose();
    try {
      return await operation();
    } finally {
      this.show();
    }
  }

  dispose(): void {
    this.hide?.();
    this.hide = undefined;
    this.progress = undefined;
  }

  private show(): void {
    if (this.hide) return;
    const done = new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.open(done), delayMs);
      this.hide = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private open(done: Promise<void>): void {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: sanitizeMessage(this.title),
      cancellable: true,
    };
    void vscode.window.withProgress(options, (progress, token) => {
      this.progress = progress;
      this.report(this.detail);
      token.onCancellationRequested(() => this.cancel());
      return done;
    });
  }
}
