import { RAL } from 'vscode-languageserver';

/** Resolves once everything that has arrived by now had its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => void RAL().timer.setImmediate(resolve));
}
