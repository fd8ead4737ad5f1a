import { fromPointer } from '../syntax/json';
import { redactCredentialsIn } from './credentialPatterns';

/** A property name without credentials, as one may have been pasted there by mistake. */
export function redactedName(name: string): string {
  return redactCredentialsIn(name);
}

/** `/livekit_data/api_secret` → `livekit_data.api_secret`, without credentials. */
export function formatPointer(pointer: string): string {
  return fromPointer(pointer).map(redactedName).join('.');
}
