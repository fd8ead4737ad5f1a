import type { JsonObject } from '#language/syntax/json';
import type { Blocked, PushPlan } from '../model';
import { projectIn } from '../projects/keys';

/** Information about projects that agents don't contain. */
export interface ProjectDirectory {
  /** The name of the project with this ID, or a description if the name is unknown. */
  nameOf(id: string): string;
  /** Whether each push to the project has to be confirmed. */
  isProtected(id: string): boolean;
}

/**
 * Adds the project of the agent on Cekura to the plan, regardless of the project in the file. Every push to a protected project has high
 * risk.
 */
export function withProject(
  plan: PushPlan | Blocked,
  remote: JsonObject,
  projects: ProjectDirectory | undefined,
): PushPlan | Blocked {
  const id = projectIn(remote);
  if (plan.kind === 'blocked' || id === undefined || !projects) return plan;
  const named = { ...plan, projectName: projects.nameOf(id) };
  if (plan.risk === 'none' || !projects.isProtected(id)) return named;
  return { ...named, risk: 'high', reasons: ['protected-project', ...plan.reasons] };
}
