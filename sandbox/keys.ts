import { staging, production } from './projects';

/** What a key canAccess. */
export interface ApiKey {
  readonly key: string;
  /** What the log calls it. */
  readonly label: string;
  /** The only project it canAccess; an organization key has none and canAccess all. */
  readonly project?: number;
  readonly access: 'read-write' | 'read-only' | 'revoked';
}

/** The organization key that a sandbox takes unless it is started with another. */
export const defaultKey = 'sandbox-key';

/** The keys of a sandbox whose organization key is `key`. */
export function createKeys(key: string): readonly ApiKey[] {
  return [
    { key, label: 'organization', access: 'read-write' },
    { key: 'sandbox-staging-key', label: 'staging', project: staging, access: 'read-write' },
    { key: 'sandbox-production-key', label: 'production', project: production, access: 'read-write' },
    { key: 'sandbox-readonly-key', label: 'read-only', access: 'read-only' },
    { key: 'sandbox-revoked-key', label: 'revoked', access: 'revoked' },
  ];
}

/** Whether agents of the project may be read with the key. */
export function canAccess({ project }: Pick<ApiKey, 'project'>, other: unknown): boolean {
  return project === undefined || project === other;
}
