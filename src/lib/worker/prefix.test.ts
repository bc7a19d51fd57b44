import { describe, expect, test } from 'vitest'
import { type Tally, emptyTally } from '#core'
import { Prefix } from './prefix'

const tallyOf = (cycles: number, unsettled = 0): Tally => ({ ...emptyTally(), cycles, unsettled })

/** Every order of three. */
const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0]
]

test('a job is complete when all its shards are there', () => {
  for (const order of orders) {
    const prefix = new Prefix(3, {})
    const states = order.map((shard) => {
      prefix.add(shard, tallyOf(10 ** shard, shard))
      return prefix.complete
    })
    expect(states).toEqual([false, false, true])
    expect(prefix.merged).toMatchObject({ cycles: 111, unsettled: 3 })
  }
})

test('a job that wants settled cycles only ends with the first shard that has another, in whatever order they come', () => {
  for (const order of orders) {
    const prefix = new Prefix(3, { onlySettled: true })
    for (const shard of order) prefix.add(shard, tallyOf(10 ** shard, shard === 0 ? 0 : 1))
    expect(prefix.complete).toBe(true)
    expect(prefix.merged).toMatchObject({ cycles: 11, unsettled: 1 })
  }
})

describe('a job with a price for its cycles', () => {
  const ends = (tallies: Partial<Tally>[], stepsPerCycle: number) => {
    const prefix = new Prefix(3, { stepsPerCycle })
    tallies.forEach((tally, shard) => prefix.add(shard, { ...emptyTally(), ...tally }))
    return prefix.merged!.cycles
  }
  const usual = { cycles: 10, steps: 80 }

  test('is complete with all shards where cycles are no dearer', () => {
    expect(ends([usual, usual, usual], 8)).toBe(30)
  })

  test('ends with the first shard by which they are', () => {
    expect(ends([usual, { cycles: 10, steps: 200 }, usual], 12)).toBe(20)
    expect(ends([usual, usual, usual], 7)).toBe(10)
  })

  test('ends where one was cut off, but not with it alone: two have a standard error', () => {
    const cut = { cycles: 1, steps: 20_000, unsettled: 1 }
    expect(ends([cut, cut, cut], Infinity)).toBe(2)
    expect(ends([usual, cut, cut], Infinity)).toBe(11)
  })
})
