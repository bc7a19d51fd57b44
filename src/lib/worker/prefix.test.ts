import { expect, test } from 'vitest'
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
    const prefix = new Prefix(3, false)
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
    const prefix = new Prefix(3, true)
    for (const shard of order) prefix.add(shard, tallyOf(10 ** shard, shard === 0 ? 0 : 1))
    expect(prefix.complete).toBe(true)
    expect(prefix.merged).toMatchObject({ cycles: 11, unsettled: 1 })
  }
})
