import { describe } from 'vitest'
import { memoryStore } from '../../../tests/support/memory-store'
import { followsTheRule, TTL } from '../../../tests/support/xfetch-rule'
import { xfetch } from '.'

describe('XFetch, as the snippets are tested', () => {
  followsTheRule((beta, draws) =>
    Promise.all(
      draws.map(async ({ delta, gap, random }) => {
        const clock = { now: 1000 }
        const now = () => clock.now
        const { store } = memoryStore(now)
        let made = 0
        const get = () =>
          xfetch({ store, ttl: TTL, beta, now, random: () => random }, 'page', async () => {
            clock.now += delta
            return String(++made)
          })
        await get()
        clock.now += TTL - gap
        const value = await get()
        if (value !== String(made)) throw new Error(`made ${made} times, got ${value}`)
        return made === 2
      })
    )
  )
})
