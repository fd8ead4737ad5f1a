import type { AgentApi } from '#api/agentApi';
import { projectName } from '#sync/projects/names';
import { isProtected } from '#sync/projects/protection';
import type { ProjectDirectory } from '#sync/push/project';

/**
 * The protected projects of the configuration. Names are looked up by one request; if that fails, every project whose name is
 * unknown counts as protected.
 */
export async function projectDirectory(
  api: Pick<AgentApi, 'projects'>,
  protectedProjects: readonly string[],
  cancellation: AbortSignal,
): Promise<ProjectDirectory | undefined> {
  if (protectedProjects.length === 0) return undefined;
  const hasNames = protectedProjects.some((entry) => !/^\d+$/.test(entry.trim()));
  const result = hasNames ? await api.projects(cancellation) : undefined;
  const listed = new Map(result?.ok ? result.value.map((project) => [project.id, project]) : []);
  return {
    nameOf: (id) => projectName(listed.get(id) ?? { id, name: '' }),
    isProtected: (id) => {
      const project = listed.get(id);
      return isProtected(project ?? { id, name: '' }, protectedProjects) || (hasNames && !project);
    },
  };
}
