import type { Project } from './keys';

/** Whether the setting contains the ID or name of the project. */
export function isProtected(
  { id, name }: Pick<Project, 'id' | 'name'>,
  protectedProjects: readonly (string | number)[],
): boolean {
  return protectedProjects.some((entry) => {
    const text = String(entry).trim();
    return text === id || (text !== '' && normalizeName(text) === normalizeName(name));
  });
}

/** Whether the name of the project suggests a production environment, so that protection is offered. */
export function looksLikeProduction({ name }: Pick<Project, 'name'>): boolean {
  return /prod/i.test(name);
}

function normalizeName(name: string): string {
  return name.trim().toLowerCase();
}
