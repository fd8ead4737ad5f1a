import { staging, production } from './projects';

/** The access rights of a key. */
export interface ApiKey {
  readonly key: string;
  /** The name in the log. */
  readonly label: string;
  /** The only project that the key can access; undefined for organization keys, which can access all projects. */
  readonly project?: number;
  readonly access: 'read-write' | 'read-only' | 'revoked';
}

/** The default organization key. */
export const defaultKey = 'sandbox-key';

/** The keys of a sandbox with the organization key `key`. */
export function createKeys(key: string): readonly ApiKey[] {
  return [
    { key, label: 'organization', access: 'read-write' },
    { key: 'sandbox-staging-key', label: 'staging', project: staging, access: 'read-write' },
    { key: 'sandbox-production-key', label: 'production', project: production, access: 'read-write' },
    { key: 'sandbox-readonly-key', label: 'read-only', access: 'read-only' },
    { key: 'sandbox-revoked-key', label: 'revoked', access: 'revoked' },
  ];
}

/** Whether the key can access agents of the project. */
export function canAccess({ project }: Pick<ApiKey, 'project'>, other: unknown): boolean {
  return project === undefined || project === other;
}
