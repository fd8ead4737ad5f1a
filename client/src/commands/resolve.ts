import * as vscode from 'vscode';
import { type Json, toJsonText, toPointer } from '../../../server/src/language/json';
import { dotted } from '../../../server/src/language/names';
import type { Contested } from '../sync/plan';
import type { Choices } from '../sync/ports';
import type { Previews } from '../vscode/previews';

/** Asks whose value counts at each member that both sides changed; undefined when the user stops. */
export async function askWhoseCounts(
  previews: Previews,
  contested: readonly Contested[],
): Promise<Choices | undefined> {
  const choices = new Map<string, 'mine' | 'theirs'>();
  for (const one of contested) {
    const choice = await askForOne(previews, one);
    if (!choice) return undefined;
    choices.set(toPointer(one.path), choice);
  }
  return choices;
}

/** Shows both values side by side: prompts are long, and a list would cut them. */
async function askForOne(
  previews: Previews,
  { path, mine, theirs }: Contested,
): Promise<'mine' | 'theirs' | undefined> {
  const member = dotted(toPointer(path));
  const title = `${member} was changed on both sides. Whose value counts?`;
  const head = [title, 'Left: on Cekura. Right: in the file.', '', ''];
  const left = previews.add(`${member} on Cekura`, textOf(theirs), head);
  const right = previews.add(`${member} in the file`, textOf(mine), head);
  await previews.diff(left, right, `${member}: Cekura ↔ file`);
  const items = [
    { label: 'Keep Mine', description: 'the value in the file', choice: 'mine' },
    { label: 'Take Theirs', description: 'the value on Cekura', choice: 'theirs' },
  ] as const;
  const chosen = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
  await previews.close(right);
  return chosen?.choice;
}

/** Text with its real line breaks, other values as JSON. */
function textOf(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : toJsonText(value, '  ');
}
