import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a thread is told, and what it answers. */
export interface Job {
  index: number;
  task: unknown;
}
export interface Answer {
  index: number;
  result?: unknown;
  error?: string;
}

export interface WorkersOptions {
  /** Threads at work at once: the number of cores, unless told. */
  threads?: number;
  onDone?: (done: number, of: number) => void;
}

/**
 * Runs the function `name` of a module on every task, spread over worker threads; results are in the order of the tasks.
 * Tasks and results are copied between threads, so they must be plain data and should be small beside the work. The first
 * task that throws ends it all with its message.
 */
export async function inWorkers<T, R>(
  module: URL,
  name: string,
  tasks: readonly T[],
  { threads = availableParallelism(), onDone }: WorkersOptions = {},
): Promise<R[]> {
  const results = new Array<R>(tasks.length);
  const workers = Array.from(
    { length: Math.min(threads, tasks.length) },
    () => new Worker(join(import.meta.dirname, 'worker-thread.mjs'), { execArgv: [], workerData: { module: module.href, name } }),
  );
  let next = 0;
  let done = 0;
  const drive = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      const give = (): void => {
        if (next >= tasks.length) {
          resolve();
          return;
        }
        worker.postMessage({ index: next, task: tasks[next] } satisfies Job);
        next += 1;
      };
      worker.on('error', reject);
      worker.on('message', ({ index, result, error }: Answer) => {
        if (error !== undefined) {
          reject(new Error(error));
          return;
        }
        results[index] = result as R;
        done += 1;
        onDone?.(done, tasks.length);
        give();
      });
      give();
    });
  try {
    await Promise.all(workers.map(drive));
    return results;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
