import { readAgentText } from '../content/agentText';
import { failureOutcome } from '../failures';
import type { PullOutcome } from '../outcomes';
import type { PullPlan } from '../model';
import type { SyncPorts } from '../ports';
import type { SyncOptions } from '../push/apply';
import { readFile } from '../secrets/resolve';
import { projectIn } from '../projects/keys';
import { planPull } from './planPull';

/** Merges the agent's changes into the file, as one edit that one undo reverts. Only sends a GET. */
export async function pull(ports: SyncPorts, options: SyncOptions): Promise<PullOutcome> {
  const read = await readFile(ports, options.schema);
  if (!read.ok) return { kind: 'blocked', causes: read.causes };
  const { link, text, agent } = read.value;
  const remote = await ports.agents.get(link.id, options.cancellation);
  if (!remote.ok) return failureOutcome(remote.failure);
  const baseline = await ports.baselines.get(link);
  const { schema, projects } = options;
  const references = (await ports.file.promptReferences?.()) ?? [];
  const plan = planPull({ schema, link, text, file: agent, remote: remote.value, baseline, references });
  const project = projectIn(remote.value);
  const projectName = project === undefined ? undefined : projects?.nameOf(project);
  return applyPull(ports, { ...plan, projectName });
}

async function applyPull(ports: SyncPorts, plan: PullPlan): Promise<PullOutcome> {
  const { agentName, conflicts, missingProperties, omittedCredentials } = plan;
  if (plan.edits.length > 0) {
    // A file that could not be read again would stop every later push.
    const result = readAgentText(plan.text);
    if (!result.ok)
      return {
        kind: 'blocked',
        causes: [{ kind: 'unreadable-result', exceededLimit: result.exceededLimit }],
      };
    const blocked = await ports.file.checkEdit?.(plan.edits, plan.basedOn.text);
    if (blocked) return blocked;
    if (plan.showFirst && !(await ports.confirm.pull(plan))) return { kind: 'canceled' };
    const edited = await ports.file.edit(plan.edits, plan.basedOn.text);
    if (edited === 'canceled') return { kind: 'canceled' };
    if (edited === 'stale') return { kind: 'stale', changed: 'file' };
    if (edited !== 'done') return edited;
  }
  await ports.baselines.put(plan.link, plan.nextBaseline);
  return plan.edits.length > 0
    ? { kind: 'pulled', plan }
    : { kind: 'nothing-to-pull', agentName, conflicts, missingProperties, omittedCredentials };
}
