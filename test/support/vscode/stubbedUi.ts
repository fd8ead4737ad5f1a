import * as vscode from 'vscode';

/** Something the extension asked or told the user. */
export interface Shown {
  readonly kind: 'input' | 'pick' | 'save' | 'information' | 'warning' | 'error';
  /** Of a question for a place: the path that is suggested. */
  readonly message: string;
  readonly buttons: readonly string[];
  /** An input box that hides what is typed. */
  readonly password: boolean;
}

/** What the user says: the text for an input box, a path, or the title of a button or an item; undefined closes it. */
export type Answer = (shown: Shown) => string | undefined;

/** Takes the user's place until `leave()`: VS Code refuses dialogs in test runs, and nobody is there to type. */
export interface User {
  readonly shown: readonly Shown[];
  leave(): void;
}

type Choices = readonly (string | vscode.QuickPickItem)[];
type Message = string | vscode.MessageItem | vscode.MessageOptions;

/** Answers every input box, list and message of the extension by `answer`, and remembers them all. */
export function userWho(answer: Answer): User {
  const shown: Shown[] = [];
  const ask = (question: Shown) => {
    shown.push(question);
    return answer(question);
  };
  const message =
    (kind: Shown['kind']) =>
    (text: string, ...rest: readonly Message[]) => {
      const items = rest.filter((item) => typeof item === 'string' || 'title' in item);
      const titles = items.map((item) => (typeof item === 'string' ? item : item.title));
      const chosen = ask({ kind, message: text, buttons: titles, password: false });
      return Promise.resolve(chosen === undefined ? undefined : items[titles.indexOf(chosen)]);
    };
  const pick = async (given: Choices | Promise<Choices>, options: vscode.QuickPickOptions = {}) => {
    const items = await given;
    const labels = items.map((item) => (typeof item === 'string' ? item : item.label));
    const chosen = ask({ kind: 'pick', message: options.title ?? '', buttons: labels, password: false });
    return chosen === undefined ? undefined : items[labels.indexOf(chosen)];
  };
  const place = ({ defaultUri }: vscode.SaveDialogOptions = {}) => {
    const path = ask({ kind: 'save', message: defaultUri?.path ?? '', buttons: [], password: false });
    return Promise.resolve(path === undefined ? undefined : defaultUri?.with({ path }));
  };
  const restore = replaceIn(vscode.window, {
    showQuickPick: pick,
    showSaveDialog: place,
    showInputBox: (options: vscode.InputBoxOptions = {}) =>
      Promise.resolve(
        ask({
          kind: 'input',
          message: options.prompt ?? '',
          buttons: [],
          password: options.password ?? false,
        }),
      ),
    showInformationMessage: message('information'),
    showWarningMessage: message('warning'),
    showErrorMessage: message('error'),
  });
  return { shown, leave: restore };
}

function replaceIn(target: object, replacements: Record<string, unknown>): () => void {
  const originals = Object.keys(replacements).map(
    (name) => [name, Reflect.get(target, name) as unknown] as const,
  );
  for (const [name, value] of Object.entries(replacements)) Reflect.set(target, name, value);
  return () => {
    for (const [name, value] of originals) Reflect.set(target, name, value);
  };
}
