import * as vscode from 'vscode';

/** A question or message of the extension. */
export interface Shown {
  readonly kind: 'input' | 'pick' | 'save' | 'information' | 'warning' | 'error' | 'status';
  /** The suggested path of a save dialog. */
  readonly message: string;
  readonly buttons: readonly string[];
  /** Whether an input box hides its content. */
  readonly password: boolean;
  /** The step of a multi-step input: `1 of 3`. */
  readonly step?: string;
  /** The descriptions and details of quick pick items, or the detail of a dialog. */
  readonly details?: readonly string[];
}

/**
 * The user's answer: the text for an input box, a path, or the title of a button or item; undefined closes it. If several items can be
 * selected, `accept` accepts the current selection, `acceptAll` all items.
 */
export type Answer = (shown: Shown) => string | undefined;

export const accept = 'accept';
export const acceptAll = 'accept all';

/** Simulates the user until `restore()` is called, because VS Code rejects dialogs in test runs. */
export interface User {
  readonly shown: readonly Shown[];
  /** Resolves when all actions of notification buttons have ended. */
  settled(): Promise<void>;
  restore(): void;
}

type AnswerQuestion = (
  question: Omit<Shown, 'password'> & { readonly password?: boolean },
) => string | undefined;
type Choices = readonly (string | vscode.QuickPickItem)[];
type Message = string | vscode.MessageItem | vscode.MessageOptions;

/** Answers all input boxes, quick picks and messages of the extension with `answer`, and records them. */
export function stubUser(answer: Answer): User {
  const shown: Shown[] = [];
  const pressed = new Set<Promise<unknown>>();
  const answerQuestion: AnswerQuestion = (question) => {
    const full = { password: false, ...question };
    shown.push(full);
    return answer(full);
  };
  const restore = replaceIn(vscode.window, {
    showQuickPick: (items: Choices | Promise<Choices>, options?: vscode.QuickPickOptions) =>
      pick(answerQuestion, items, options),
    createInputBox: () => inputBox(answerQuestion),
    createQuickPick: () => quickPick(answerQuestion),
    showSaveDialog: ({ defaultUri }: vscode.SaveDialogOptions = {}) => {
      const path = answerQuestion({ kind: 'save', message: defaultUri?.path ?? '', buttons: [] });
      return Promise.resolve(path === undefined ? undefined : defaultUri?.with({ path }));
    },
    showInputBox: ({ prompt = '', password = false }: vscode.InputBoxOptions = {}) =>
      Promise.resolve(answerQuestion({ kind: 'input', message: prompt, buttons: [], password })),
    showInformationMessage: message(answerQuestion, 'information', pressed),
    showWarningMessage: message(answerQuestion, 'warning', pressed),
    showErrorMessage: message(answerQuestion, 'error', pressed),
    setStatusBarMessage: (text: string) => {
      shown.push({ kind: 'status', message: text, buttons: [], password: false });
      return { dispose: () => undefined };
    },
  });
  const settled = async () => {
    while (pressed.size > 0) await Promise.all(pressed);
  };
  return { shown, settled, restore };
}

function message(answerQuestion: AnswerQuestion, kind: Shown['kind'], pressed: Set<Promise<unknown>>) {
  return (text: string, ...rest: readonly Message[]) => {
    const items = rest.filter((item) => typeof item === 'string' || 'title' in item);
    const titles = items.map((item) => (typeof item === 'string' ? item : item.title));
    const details = rest.flatMap((item) =>
      typeof item === 'object' && 'detail' in item ? [item.detail] : [],
    );
    const chosen = answerQuestion({ kind, message: text, buttons: titles, details: details.map(String) });
    return track(Promise.resolve(chosen === undefined ? undefined : items[titles.indexOf(chosen)]), pressed);
  };
}

/** The same answer, with its action in `pending` until it ends. */
function track<T>(answer: Promise<T>, pending: Set<Promise<unknown>>): Thenable<T> {
  return {
    then(...handlers: Parameters<typeof answer.then>) {
      const next = answer.then(...handlers).finally(() => pending.delete(next));
      pending.add(next);
      return next;
    },
  } as Thenable<T>;
}

async function pick(
  answerQuestion: AnswerQuestion,
  given: Choices | Promise<Choices>,
  options: vscode.QuickPickOptions = {},
) {
  const items = await given;
  const labels = items.map((item) => (typeof item === 'string' ? item : item.label));
  const chosen = answerQuestion({
    kind: 'pick',
    message: options.title ?? '',
    buttons: labels,
    details: items.flatMap((item) =>
      typeof item === 'string' ? [] : [`${item.description ?? ''} ${item.detail ?? ''}`.trim()],
    ),
  });
  if (chosen === undefined) return undefined;
  if (!options.canPickMany) return items[labels.indexOf(chosen)];
  if (chosen === accept) return items.filter((item) => typeof item !== 'string' && item.picked);
  return items.filter((_, index) => chosen === acceptAll || labels[index] === chosen);
}

/** An input box that is answered when it is shown. */
function inputBox(answerQuestion: AnswerQuestion) {
  const listeners: { accept?: () => void; hide?: () => void } = {};
  const box = {
    title: '',
    prompt: '',
    value: '',
    password: false,
    step: 0,
    totalSteps: 0,
    onDidChangeValue: () => undefined,
    onDidTriggerButton: () => undefined,
    onDidAccept: (listener: () => void) => (listeners.accept = listener),
    onDidHide: (listener: () => void) => (listeners.hide = listener),
    show: () => {
      const { title, password, step, totalSteps } = box;
      const steps = totalSteps > 0 ? { step: `${step} of ${totalSteps}` } : {};
      const entered = answerQuestion({ kind: 'input', message: title, buttons: [], password, ...steps });
      box.value = entered ?? '';
      if (entered === undefined) listeners.hide?.();
      else listeners.accept?.();
    },
    dispose: () => undefined,
  };
  return box;
}

type Press = (event: { readonly item: vscode.QuickPickItem; readonly button: unknown }) => void;

/** A quick pick that is answered when it has items: with an item, or with a button of the first item that has it. */
function quickPick(answerQuestion: AnswerQuestion) {
  const listeners: { accept?: () => void; hide?: () => void; press?: Press } = {};
  let items: readonly vscode.QuickPickItem[] = [];
  const list = {
    title: '',
    busy: false,
    selectedItems: [] as readonly vscode.QuickPickItem[],
    onDidAccept: (listener: () => void) => (listeners.accept = listener),
    onDidHide: (listener: () => void) => (listeners.hide = listener),
    onDidTriggerItemButton: (listener: Press) => (listeners.press = listener),
    show: () => undefined,
    dispose: () => undefined,
    get items() {
      return items;
    },
    set items(filled: readonly vscode.QuickPickItem[]) {
      items = filled;
      const labels = items.map(({ label }) => label);
      const details = items.map(({ description, detail }) => [description, detail].join(' '));
      const chosen = answerQuestion({ kind: 'pick', message: list.title, buttons: labels, details });
      const item = items.find(({ buttons = [] }) => buttons.some(({ tooltip }) => tooltip === chosen));
      const button = item?.buttons?.find(({ tooltip }) => tooltip === chosen);
      if (item && button) {
        setTimeout(() => listeners.press?.({ item, button }));
      } else if (chosen === undefined) {
        listeners.hide?.();
      } else {
        list.selectedItems = items.filter(({ label }) => label === chosen);
        setTimeout(() => {
          list.selectedItems = items.filter(({ label }) => label === chosen);
          listeners.accept?.();
        });
      }
    },
  };
  return list;
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
