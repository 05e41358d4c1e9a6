import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Job } from './workers.ts';

/** One thread of `inWorkers`: it loads the function once and answers one task at a time. */
const { module, name } = workerData as { module: string; name: string };
const run = ((await import(module)) as Record<string, (task: unknown) => unknown>)[name];

parentPort?.on('message', ({ index, task }: Job) => {
  parentPort?.postMessage(answer(index, task));
});

function answer(index: number, task: unknown): Answer {
  if (run === undefined) return { index, error: `${module} has no function ${name}` };
  try {
    return { index, result: run(task) };
  } catch (error) {
    return { index, error: (error as Error).stack ?? String(error) };
  }
}
