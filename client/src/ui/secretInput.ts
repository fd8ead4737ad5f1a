import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isMask, looksLikeReference } from '#language/secrets/secrets';
import { CanceledByUser } from './userError';

/** One step of an input: a title, and the key under which the value is returned. */
export interface SecretPrompt {
  readonly key: string;
  readonly title: string;
}

/** Asks for several secrets in one multi-step input, with a Back button; throws if the user closes it. */
export async function enterSecrets(prompts: readonly SecretPrompt[]): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (let step = 0; step < prompts.length;) {
    const prompt = prompts[step];
    if (!prompt) break;
    const entered = await askForStep(prompt, step + 1, prompts.length, values.get(prompt.key) ?? '');
    if (entered === 'back') {
      step -= 1;
    } else {
      values.set(prompt.key, entered.value);
      step += 1;
    }
  }
  return values;
}

/** Asks for one secret; throws if the user closes the input box. */
export async function enterSecret(title: string): Promise<string> {
  return (await enterSecrets([{ key: title, title }])).get(title) ?? '';
}

/** An input box that hides its content. */
async function askForStep(
  { title }: SecretPrompt,
  step: number,
  totalSteps: number,
  value: string,
): Promise<'back' | { readonly value: string }> {
  const box = vscode.window.createInputBox();
  box.title = title;
  box.prompt = l10n.t("It is stored in VS Code's secret storage and sent only to Cekura.");
  box.password = true;
  box.ignoreFocusOut = true;
  box.value = value;
  if (totalSteps > 1) Object.assign(box, { step, totalSteps });
  if (step > 1) box.buttons = [vscode.QuickInputButtons.Back];
  try {
    return await new Promise((resolve, reject) => {
      box.onDidChangeValue((text) => (box.validationMessage = problemWith(text)));
      box.onDidTriggerButton(() => resolve('back'));
      box.onDidAccept(() => {
        box.validationMessage = problemWith(box.value);
        if (box.validationMessage === undefined) resolve({ value: box.value.trim() });
      });
      box.onDidHide(() => reject(new CanceledByUser(l10n.t('Canceled. No secret was saved.'))));
      box.show();
    });
  } finally {
    box.dispose();
  }
}

function problemWith(text: string): string | undefined {
  if (text.trim() === '') return l10n.t('Enter a value.');
  if (isMask(text)) return l10n.t('This is a masked value. Enter the secret itself.');
  return looksLikeReference(text) ? l10n.t('This is a reference. Enter the secret itself.') : undefined;
}
