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

/** Milliseconds until the first simulated figures are there, and until all is. */
export interface Times {
  first: number
  all: number
  /** Processor time of all threads; 0 in a browser, which does not tell. */
  cpu: number
}

const cpu = () => {
  const { user, system } = globalThis.process?.cpuUsage?.() ?? { user: 0, system: 0 }
  return (user + system) / 1000
}

/** Draws the picture so many times, one after another. */
export async function draw(runner: Runner, times: number): Promise<Times[]> {
  const jobs = defaultPicture()
  const runs: Times[] = []
  while (runs.length < times) {
    const start = performance.now()
    const before = cpu()
    let first = 0
    await runner.run(jobs, () => (first ||= performance.now() - start))
    runs.push({ first, all: performance.now() - start, cpu: cpu() - before })
  }
  runner.close()
  return runs
}
