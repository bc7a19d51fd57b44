import type { Runner } from '../../src/lib/worker/runner'

/** Grants each simulation that has a limit of work only a part of it: coarser figures, found in the same way. */
export const frugal = (runner: Runner, share: number): Runner => ({
  run: (jobs, ...more) =>
    runner.run(
      jobs.map((job) => ({ ...job, most: (job.most ?? Infinity) * share })),
      ...more
    ),
  close: () => runner.close()
})
