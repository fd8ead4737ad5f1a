import type { Project } from './keys';

/** Whether the setting lists the project, by its id or its name. */
export function isProtected(
  { id, name }: Pick<Project, 'id' | 'name'>,
  protectedProjects: readonly (string | number)[],
): boolean {
  return protectedProjects.some((entry) => {
    const text = String(entry).trim();
    return text === id || (text !== '' && normalized(text) === normalized(name));
  });
}

/** Whether to offer protection for the project: its name looks like production. */
export function looksLikeProduction({ name }: Pick<Project, 'name'>): boolean {
  return /prod/i.test(name);
}

function normalized(name: string): string {
  return name.trim().toLowerCase();
}
