import { promptReferenceStart } from '#language/promptFiles/reference';
import type { AgentFiles } from './agentFiles';
import type { AgentSnapshot } from './agentSnapshot';
import type { AgentDocuments } from './documents';

/** The agents of the workspace that refer to prompt files, open or not, each once. */
export async function agentsWithPrompts(
  documents: AgentDocuments,
  files: AgentFiles,
): Promise<AgentSnapshot[]> {
  const open = await documents.all();
  const seen = new Set(open.map(({ canonicalUri }) => canonicalUri));
  const closed: AgentSnapshot[] = [];
  for (const uri of await files.uris()) {
    const content = await files.read(uri);
    if (!content?.text?.includes(promptReferenceStart) || seen.has(content.canonicalUri)) continue;
    seen.add(content.canonicalUri);
    closed.push(await documents.closed(uri, content));
  }
  return [...open.filter(({ uri }) => files.isWorkingCopy(uri)), ...closed].filter(
    ({ promptUses }) => promptUses.length > 0,
  );
}
