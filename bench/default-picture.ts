import { defaultScenario, modelOf } from '#core'
import type { Job, Runner } from '../src/lib/worker/runner'
import { sweepJob } from '../src/lib/worker/sweep-job'

const CYCLES = 20_000

/** The default picture: two keys at 25 values of β from 0.1 to 100. */
export function defaultPicture(): Job[] {
  const scenario = defaultScenario()
  const betas = Array.from({ length: 25 }, (_, i) => 10 ** (-1 + i / 8))
  return betas.flatMap((beta) =>
    scenario.keys.map((key) => sweepJob(modelOf(scenario, key, beta), CYCLES, 1))
  )
}

/** Milliseconds until every point has its first simulated figures, and until all is there. */
export interface Times {
  first: number
  all: number
}

/** Draws the picture so many times, one after another. */
export async function draw(runner: Runner, times: number): Promise<Times[]> {
  const jobs = defaultPicture()
  const runs: Times[] = []
  while (runs.length < times) {
    const start = performance.now()
    let first = 0
    await runner.run(jobs, () => (first ||= performance.now() - start))
    runs.push({ first, all: performance.now() - start })
  }
  runner.close()
  return runs
}
