import * as vscode from 'vscode';
import { plainWords } from './sanitize';

/** Milliseconds before a notification says that something takes its time. */
const patience = 500;

/** Shows that the extension is at work, with Cancel, and steps aside while the user is asked something. */
export class Busy implements vscode.Disposable {
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

  /** Says what is being done right now. */
  say(detail: string): void {
    this.detail = detail;
    this.progress?.report({ message: plainWords(detail) });
  }

  /** Runs `ask` with the notification out of the way. */
  async while<T>(ask: () => Promise<T>): Promise<T> {
    this.dispose();
    try {
      return await ask();
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
      const timer = setTimeout(() => this.open(done), patience);
      this.hide = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private open(done: Promise<void>): void {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: plainWords(this.title),
      cancellable: true,
    };
    void vscode.window.withProgress(options, (progress, token) => {
      this.progress = progress;
      this.say(this.detail);
      token.onCancellationRequested(() => this.controller.abort());
      return done;
    });
  }
}
