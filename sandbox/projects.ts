import { json, type Reply } from './http';
import type { JsonObject } from './json';

/** A project with the properties that matter for syncing. */
export interface Project {
  readonly id: number;
  readonly name: string;
  /** The secrets that are stored in the project: `vapi_api_key`, `webhook_secret` … */
  readonly configured?: readonly string[];
}

const development = 1376;
export const staging = 1377;
export const production = 1378;

export const defaultProjects: readonly Project[] = [
  { id: development, name: 'Acme Development' },
  { id: staging, name: 'Acme Staging', configured: ['vapi_api_key'] },
  { id: production, name: 'Acme Production', configured: ['vapi_api_key', 'retell_api_key'] },
];

/** The organization of all projects and the default for new agents. */
export const organization = 412;

/** The project secrets that have a flag. The API has the same typo. */
const flagged = [
  'webhook_secret',
  'vapi_api_key',
  'vapi_public_key',
  'retell_api_key',
  'syntflow_api_key',
  'elevenlabs_api_key',
  'livekit_api_key',
  'pipecat_api_key',
];

const createdAt = '2026-01-12T09:00:00.000000Z';
const updatedAt = '2026-04-02T10:30:00.250113Z';

/** All projects that `isAccessible` accepts, as an array without pagination. */
export function listProjects(
  projects: readonly Project[],
  query: URLSearchParams,
  isAccessible: (project: number) => boolean,
): Reply {
  const projectId = query.get('project_id') ?? '';
  const organizationId = query.get('organization_id') ?? '';
  const visible = projects.filter(
    ({ id }) =>
      isAccessible(id) &&
      (projectId === '' || projectId === String(id)) &&
      (organizationId === '' || organizationId === String(organization)),
  );
  return json(200, visible.map(projectResponse));
}

function projectResponse({ id, name, configured = [] }: Project): JsonObject {
  return {
    id,
    name,
    members: [membership],
    organization: {
      id: organization,
      name: 'Acme',
      members: [membership],
      created_at: createdAt,
      updated_at: updatedAt,
    },
    outbound_timeout: 300,
    max_call_duration: 600,
    min_call_duration: 10,
    webhook_url: '',
    timezone: 'UTC',
    ...Object.fromEntries(flagged.map((secret) => [`${secret}_configured`, configured.includes(secret)])),
    is_deleted: false,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

const membership: JsonObject = {
  id: 51,
  user: { id: 7, name: 'Robin Example', email: 'robin@example.com' },
  role: 'admin',
  is_email_notify_enabled: false,
  created_at: createdAt,
  updated_at: updatedAt,
};
