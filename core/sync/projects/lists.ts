import { type KeyRecord, chooseKey, knownProjects } from './keys';

/** A list of agents to request: those of one project, or all that a key can access if its projects are unknown. */
export interface ListRequest {
  readonly key: KeyRecord;
  readonly project: string | undefined;
}

/** One list for each project of a key or file, with the key that the files of the project use. */
export function listsFor(keys: readonly KeyRecord[], projectsOfFiles: readonly string[]): ListRequest[] {
  const projects = new Set([...knownProjects(keys).map(({ id }) => id), ...projectsOfFiles]);
  const byProject = [...projects].flatMap((project) => {
    const choice = chooseKey(keys, { project, selected: undefined });
    return choice.kind === 'key' ? [{ key: choice.record, project }] : [];
  });
  // A key without known projects lists everything that it can access.
  return byProject.length > 0 ? byProject : keys.map((key) => ({ key, project: undefined }));
}
