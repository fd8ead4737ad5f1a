import type { JsonObject } from '#language/syntax/json';
import type { Blocked, PushPlan } from '../model';
import { projectIn } from '../projects/keys';

/** What is known about projects outside of the agents themselves. */
export interface ProjectDirectory {
  /** The name of the project with this id, or what to call it if the name is unknown. */
  nameOf(id: string): string;
  /** Whether each push to the project has to be confirmed. */
  isProtected(id: string): boolean;
}

/**
 * The plan with the project that the agent is in. A push to a protected project is of high risk, whatever it changes. What
 * the file has as its project is irrelevant here: that of the agent on Cekura counts.
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
