import { fromPointer } from '../syntax/json';
import { withoutKeys } from './credentialPatterns';

/** A member's name as it may be shown: somebody may have pasted a key in its place. */
export function shownName(name: string): string {
  return withoutKeys(name);
}

/** `/livekit_data/api_secret` → `livekit_data.api_secret`, as people write it and as it may be shown. */
export function dotted(pointer: string): string {
  return fromPointer(pointer).map(shownName).join('.');
}
