import { type Outcome, opened } from '../ui/outcome';
import type { EditingServices } from './shared/command';

export function showLog({ log }: EditingServices): Promise<Outcome> {
  log.show();
  return Promise.resolve(opened);
}
