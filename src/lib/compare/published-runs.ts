/**
 * Four logs of a real program, and the same four runs simulated. Source: Jim Nelson, Internet Archive, "Preventing cache
 * stampede with Redis & XFetch", RedisConf 2017; its program and logs are in github.com/internetarchive/xfetch.
 */
import { type ClosedLoop, Random, closedLoopRun } from '#core'

/** The program’s constants in the logged runs: 50 processes, each with a pause of 10 to 1000 ms before its read. */
const LOOP: ClosedLoop = {
  workers: 50,
  pause: [0.01, 1],
  ttl: 20,
  delta: 0.5,
  beta: 0,
  locked: false,
  retry: 0.01
}

interface PublishedRun {
  name: string
  loop: ClosedLoop
  /** From the last report of the log: how long it ran, s, and what it had counted. */
  seconds: number
  rebuilds: number
  reads: number
  href: string
}

const logOf = (file: string) => `https://github.com/internetarchive/xfetch/blob/master/samples/${file}.log`

export const PUBLISHED_RUNS: readonly PublishedRun[] = [
  { name: 'plain TTL', loop: LOOP, seconds: 290, rebuilds: 484, reads: 27_179, href: logOf('fetch') },
  {
    name: 'lock',
    loop: { ...LOOP, locked: true },
    seconds: 294,
    rebuilds: 14,
    reads: 27_765,
    href: logOf('locked')
  },
  {
    name: 'XFetch',
    loop: { ...LOOP, beta: 1 },
    seconds: 450,
    rebuilds: 52,
    reads: 42_944,
    href: logOf('xfetch')
  },
  {
    name: 'XFetch with lock',
    loop: { ...LOOP, beta: 1, locked: true },
    seconds: 317,
    rebuilds: 17,
    reads: 30_025,
    href: logOf('xlocked')
  }
]

export const hourlyOf = ({ seconds }: PublishedRun, rebuilds: number) => (rebuilds / seconds) * 3600

/** Rebuilds an hour of our runs. */
export interface SimulatedRuns {
  mean: number
  /** 95 of 100 runs lie between these, ends included. */
  low: number
  high: number
}

/** @param counts rebuilds of each run, at least 40 of them */
export function summaryOf(run: PublishedRun, counts: readonly number[]): SimulatedRuns {
  const sorted = [...counts].sort((a, b) => a - b)
  const tail = Math.floor(0.025 * sorted.length)
  const hourly = (rebuilds: number) => hourlyOf(run, rebuilds)
  return {
    mean: hourly(sorted.reduce((sum, count) => sum + count, 0) / sorted.length),
    low: hourly(sorted[tail]),
    high: hourly(sorted[sorted.length - 1 - tail])
  }
}

const SEED = 2017

/** Run number i, always the same. */
export function playRun({ loop, seconds }: PublishedRun, i: number) {
  const random = new Random(SEED, 0)
  random.seek(i)
  return closedLoopRun(loop, seconds, random)
}
