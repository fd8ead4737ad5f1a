import { type AnnotatedAgent, placeAt } from '../annotate';
import { positionIn } from '../completion/position';
import { isSecretAt } from './secrets';

/** Whether a secret stands or could be written at `offset`: nowhere else does it matter which references resolve. */
export function isSecretPlace(agent: AnnotatedAgent, offset: number): boolean {
  const paths = [placeAt(agent, offset)?.path, positionIn(agent.document, offset)?.path];
  return paths.some((path) => path !== undefined && isSecretAt(agent.schema, path));
}
