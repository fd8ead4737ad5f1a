// Reads files for the server on a thread of its own: to have each one read by Node's pool costs the server's thread ten times as much.
import { parentPort } from 'node:worker_threads';
import { type Question, answerTo } from './savedFiles';

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answerTo(question)));
