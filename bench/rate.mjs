/**
 * A million cycles at 1 request per second and at 1,000,000: the cost is that of the rebuilds, not of the requests.
 * Beside it, where gcc is at hand, the same simulation of a key with a million requests per second in C.
 */
import { inC, loadForNode, median } from './load.mjs'

const { simulate, summarize } = await loadForNode()

const CYCLES = 1_000_000
const TIMES = 9
const rates = [1, 1_000_000]
/** The processor's time, which other programs on the machine disturb less than the clock's. */
const cpu = () => process.cpuUsage().user / 1000

/** @param {'none' | 'lock'} coordination @param {number} rate @returns {import('../src/lib/core').Model} */
const model = (coordination, rate) => ({
  ttl: 60,
  delta: 0.25,
  deltaCv: 0,
  rate,
  beta: 1,
  coordination,
  processes: 1,
  resolution: 0,
  arrivals: { kind: 'poisson' }
})

console.log(`${CYCLES} cycles, T 60 s, Δ 250 ms, β 1; medians of ${TIMES} alternating runs`)
for (const coordination of /** @type {const} */ (['lock', 'none'])) {
  const times = rates.map(() => /** @type {number[]} */ ([]))
  const rebuilds = rates.map(() => 0)
  for (let i = 0; i <= TIMES; i++) {
    rates.forEach((rate, at) => {
      const start = cpu()
      const tally = simulate(model(coordination, rate), CYCLES, i)
      // The first round warms up.
      if (i > 0) times[at].push(cpu() - start)
      rebuilds[at] = 1 + summarize(model(coordination, rate), tally).figures.duplicatesMean
    })
  }
  const costs = times.map(median)
  rates.forEach((rate, at) => {
    const cost = `${((costs[at] / CYCLES) * 1e6).toFixed(0)} ns a cycle`
    console.log(
      `${coordination}  ${`${rate}/s`.padEnd(10)} ${cost.padEnd(16)} ${rebuilds[at].toFixed(2)} rebuilds a cycle`
    )
  })
  console.log(`${coordination}  ratio ${(costs[1] / costs[0]).toFixed(2)}`)
}

inC()
