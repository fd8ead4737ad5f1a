import type { URI } from 'vscode-uri';
import {
  Disposable,
  EventEmitter,
  Position,
  Selection,
  TabInputText,
  TabInputTextDiff,
  type Range,
} from './primitives';
import type { FakeDocument, FakeWorkspace } from './workspace';

/** A visible change that is not a question. */
export interface VisibleChange {
  readonly kind: 'editor' | 'diff' | 'status' | 'log' | 'view';
  readonly text: string;
}

export class FakeEditor {
  selection = new Selection(new Position(0, 0), new Position(0, 0));
  readonly viewColumn = 1;

  constructor(readonly document: FakeDocument) {}

  revealRange(): void {
    // All lines are visible.
  }

  insertSnippet({ value }: { readonly value: string }): Promise<boolean> {
    this.document.setText(value);
    return Promise.resolve(true);
  }
}

export interface FakeTab {
  readonly input: unknown;
  readonly isActive: boolean;
}

/** Editors and tabs of one group, and a record of visible changes. */
export class FakeWindow {
  readonly visibleChanges: VisibleChange[] = [];
  readonly activeChanged = new EventEmitter<FakeEditor | undefined>();
  readonly visibleChanged = new EventEmitter<readonly FakeEditor[]>();
  readonly tabsChanged = new EventEmitter<void>();
  readonly stateChanged = new EventEmitter<{ readonly focused: boolean }>();
  readonly viewChanged = new EventEmitter<{ readonly visible: boolean }>();
  /** Whether the tree views are visible. */
  isViewVisible = false;
  isFocused = true;
  tabs: FakeTab[] = [];
  active: FakeEditor | undefined;
  visible: FakeEditor[] = [];
  /** Cancels the current progress; undefined if there is none. */
  cancelProgress: (() => void) | undefined;
  readonly progressMessages: string[] = [];

  constructor(private readonly workspace: FakeWorkspace) {}

  async show(target: FakeDocument | URI, { selection }: { selection?: Range } = {}): Promise<FakeEditor> {
    const document = 'getText' in target ? target : await this.workspace.open(target);
    const editor = new FakeEditor(document);
    if (selection) editor.selection = new Selection(selection.start, selection.end);
    this.activateTab(new TabInputText(document.uri), [editor], editor);
    this.visibleChanges.push({ kind: 'editor', text: document.uri.toString() });
    return editor;
  }

  async diff(left: URI, right: URI, title: string): Promise<void> {
    const editors = [await this.workspace.open(left), await this.workspace.open(right)].map(
      (document) => new FakeEditor(document),
    );
    this.activateTab(new TabInputTextDiff(left, right), editors, editors[1]);
    this.visibleChanges.push({ kind: 'diff', text: title });
  }

  /** Activates another page, such as the walkthrough or the settings; editors in `beside` stay visible. */
  showPage(beside: readonly FakeEditor[] = []): void {
    this.activateTab(undefined, [...beside], undefined);
  }

  close(closing: readonly FakeTab[]): Promise<boolean> {
    this.tabs = this.tabs.filter((tab) => !closing.includes(tab));
    this.tabsChanged.fire();
    return Promise.resolve(true);
  }

  setStatus(text: string): Disposable {
    this.visibleChanges.push({ kind: 'status', text });
    return new Disposable(() => undefined);
  }

  async progress<T>(task: (progress: unknown, token: unknown) => Promise<T>): Promise<T> {
    const canceled = new EventEmitter<void>();
    this.cancelProgress = () => canceled.fire();
    const report = ({ message = '' }) => this.progressMessages.push(message);
    try {
      return await task({ report }, { onCancellationRequested: canceled.event });
    } finally {
      this.cancelProgress = undefined;
    }
  }

  reset(): void {
    this.visibleChanges.length = 0;
    this.progressMessages.length = 0;
    this.tabs = [];
    this.active = undefined;
    this.visible = [];
    this.isViewVisible = false;
    this.isFocused = true;
  }

  private activateTab(input: unknown, visible: FakeEditor[], active: FakeEditor | undefined): void {
    this.tabs = [...this.tabs.map((tab) => ({ ...tab, isActive: false })), { input, isActive: true }];
    this.visible = visible;
    this.active = active;
    this.activeChanged.fire(active);
    this.visibleChanged.fire(visible);
    this.tabsChanged.fire();
  }
}
