/**
 * Frozen results in all their bits: a link gives the same figures in every engine and for ever. A change of a stream or of
 * the simulation changes the figures of every published link. If that is your purpose, update golden.txt with
 * `npx vitest run --project unit golden -u`, in the commit that says why.
 */
import { expect, it } from 'vitest'
import { poissonCount } from '../../src/lib/core/math/poisson-count'
import { type Model, Random, replay, simulate } from '#core'
import { modelWith, nameOf } from './models'

const addresses: [seed: number, shard: number, cycle: number][] = [
  [1, 0, 0],
  [1, 0, 1],
  [1, 31, 0],
  [2, 0, 0],
  [0, 0, 0],
  [4_294_967_295, 31, 312_499]
]

function stream([seed, shard, cycle]: (typeof addresses)[number]): string {
  const random = new Random(seed, shard)
  random.seek(cycle)
  const draws = {
    uniform: [random.uniform(), random.uniform()],
    exponential: random.exponential(),
    normal: random.normal(),
    lognormal: random.lognormal(0.25, 0.5),
    poisson: [0.3, 11.9, 12.1, 1e4, 1e9].map((mean) => poissonCount(random, mean))
  }
  return `seed ${seed}, shard ${shard}, cycle ${cycle}: ${JSON.stringify(draws)}`
}

const small = { ttl: 10, rate: 20 }
const models: Partial<Model>[] = [
  {},
  { rate: 0.5, beta: 4 },
  { rate: 1e6, beta: 0.5 },
  { beta: 0 },
  { ttl: 5, delta: 1, rate: 20, beta: 2 },
  { ...small, coordination: 'lock' },
  { ...small, rate: 100, coordination: 'coalesce', processes: 8 },
  { ...small, deltaCv: 0.5 },
  { ...small, resolution: 1 },
  { ...small, arrivals: { kind: 'even' } },
  { ...small, arrivals: { kind: 'even' }, coordination: 'coalesce', processes: 3, deltaCv: 1, resolution: 1 },
  { ...small, arrivals: { kind: 'burst', on: 2, off: 18 } },
  { ...small, arrivals: { kind: 'burst', on: 2, off: 18 }, coordination: 'lock', deltaCv: 1 }
]

function tally(changes: Partial<Model>): string {
  const { gaps, sizes, steps: _, ...sums } = simulate(modelWith(changes), 320, 1)
  /** The first and last bin, and the sum of their numbers. */
  const bins = ({ first, counts }: typeof gaps) =>
    `${first}–${first + counts.length - 1}, Σ ${Array.from(counts).reduce((sum, count, i) => sum + count * (first + i), 0)}`
  return `${nameOf(changes) || 'default'}: ${JSON.stringify(sums)} gaps ${bins(gaps)}; sizes ${bins(sizes)}`
}

const replayed = (changes: Partial<Model>) =>
  `replay, ${nameOf(changes)}: ${JSON.stringify(Array.from(replay(modelWith(changes), new Random(1, 0), 3)))}`

it('the random streams, the simulation and the replay give the bits in golden.txt', async () => {
  const lines = [...addresses.map(stream), ...models.map(tally), ...models.slice(5).map(replayed)]
  await expect(lines.join('\n') + '\n').toMatchFileSnapshot('golden.txt')
})
