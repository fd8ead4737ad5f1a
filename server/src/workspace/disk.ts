import { Worker } from 'node:worker_threads';
import { type Answer, type Known, type Question, type Saved, answerTo } from './savedFiles';
import type { AgentFiles } from './agentFiles';

/** Agent files on this machine. */
export class Disk implements AgentFiles {
  private readonly texts = new Map<string, Required<Saved>>();
  private thread: Worker | undefined;
  private hasFailed = false;
  /** What was asked and is not answered yet, in this order. */
  private readonly asked: { readonly question: Question; readonly resolve: (answer: Answer) => void }[] = [];
  /** Files that are asked for in this moment, all in one message. */
  private batch: { readonly files: Known[]; readonly saved: Promise<Answer['saved']> } | undefined;

  /** @param threadFile the program of the thread that reads, `diskThread.ts` */
  constructor(private readonly threadFile: string) {}

  async below(folder: string): Promise<readonly string[]> {
    return (await this.ask({ below: folder, files: [] })).found;
  }

  /** Read again only after the file has changed. */
  async textOf(uri: string): Promise<string | undefined> {
    const known = this.texts.get(uri);
    const saved = await this.savedAt({ uri, stamp: known?.stamp });
    if (!saved) this.texts.delete(uri);
    else if (saved.text !== undefined) this.texts.set(uri, { stamp: saved.stamp, text: saved.text });
    return this.texts.get(uri)?.text;
  }

  private async savedAt(file: Known): Promise<Saved | undefined> {
    this.batch ??= this.nextBatch();
    const { files, saved } = this.batch;
    const index = files.push(file) - 1;
    return (await saved)[index];
  }

  private nextBatch(): NonNullable<typeof this.batch> {
    const files: Known[] = [];
    const saved = Promise.resolve().then(async () => {
      this.batch = undefined;
      return (await this.ask({ files })).saved;
    });
    return { files, saved };
  }

  private async ask(question: Question): Promise<Answer> {
    // Where there can be no such thread, as where its program is missing, this one reads.
    if (this.hasFailed) return answerTo(question);
    return new Promise((resolve) => {
      this.asked.push({ question, resolve });
      this.thread ??= this.startThread();
      this.thread.ref();
      this.thread.postMessage(question);
    });
  }

  private startThread(): Worker {
    const thread = new Worker(this.threadFile);
    thread.on('message', (answer: Answer) => {
      this.asked.shift()?.resolve(answer);
      // While it has nothing to do it keeps nobody from ending.
      if (this.asked.length === 0) thread.unref();
    });
    thread.on('error', () => {
      this.hasFailed = true;
      for (const { question, resolve } of this.asked.splice(0)) resolve(answerTo(question));
    });
    return thread;
  }
}
