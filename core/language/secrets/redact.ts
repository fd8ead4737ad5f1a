import { fromPointer } from '../syntax/json';
import { redactCredentialsIn } from './credentialPatterns';

/** A member's name as it may be shown: somebody may have pasted a key in its place. */
export function redactedName(name: string): string {
  return redactCredentialsIn(name);
}

/** `/livekit_data/api_secret` → `livekit_data.api_secret`, as people write it and as it may be shown. */
export function formatPointer(pointer: string): string {
  return fromPointer(pointer).map(redactedName).join('.');
}
