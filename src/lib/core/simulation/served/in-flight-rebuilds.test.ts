import { describe, expect, it } from 'vitest'
import { Random } from '../../math/random'
import { InFlightRebuilds } from './in-flight-rebuilds'
import { ManyRequests } from './many-requests'

describe('thousands of rebuilds in flight', () => {
  /** One each millisecond on average, so that about 1000 or 500 are in flight: all arrays grow, and use places again. */
  const STARTS = 6000

  it.each([
    ['of one duration', () => 1],
    ['of any duration', (random: Random) => random.uniform()]
  ])('%s end in the order of their ends, each with what was told of it', (_, durationOf) => {
    const random = new Random(1, 0)
    const running = new InFlightRebuilds(Infinity)
    const expected: { end: number; start: number; work: number; came: number }[] = []
    let now = 0
    const endOne = () => {
      const first = expected.reduce((least, one) => (one.end < least.end ? one : least))
      expected.splice(expected.indexOf(first), 1)
      running.pass(running.toNext)
      now = first.end
      const rebuild = running.pop()
      expect([running.startOf(rebuild), running.workOf(rebuild), running.cameOf(rebuild)]).toEqual([
        first.start,
        first.work,
        first.came
      ])
    }
    for (let i = 0; i < STARTS; i++) {
      const step = 2e-3 * random.uniform()
      const until = now + step
      while (expected.some(({ end }) => end <= until)) endOne()
      running.pass(until - now)
      now = until
      const work = durationOf(random)
      running.start(now, work, i)
      expected.push({ end: now + work, start: now, work, came: i })
    }
    expect(running.size).toBe(expected.length)
  })
})

describe('requests in a line that is never empty', () => {
  it('leave it in the order in which they came', () => {
    const line = new ManyRequests()
    let served = 0
    for (let came = 0; came < 10_000; came++) {
      line.add(came)
      if (came % 3 === 0) continue
      expect(line.oldest).toBe(served++)
      line.take(line.oldestWeight)
    }
    expect(line.count).toBe(10_000 - served)
  })
})
