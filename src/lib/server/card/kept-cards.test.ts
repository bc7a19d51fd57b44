import { describe, expect, test } from 'vitest'
import { type Scenario, defaultScenario } from '#core'
import { ApiError } from '../api/api-error'
import { keepCards, type Keeping } from './kept-cards'

const scenario = (beta: number): Scenario => ({ ...defaultScenario(), beta })

type Draw = Parameters<typeof keepCards>[0]

const cardsOf = (draw: Draw, keeping?: Keeping) => {
  const cardOf = keepCards(draw, keeping)
  return (scenario: Scenario, signal = new AbortController().signal) => cardOf(scenario, signal)
}

/** Draws cards of so many bytes, each when it is told to. */
function painter(bytes = 10) {
  const asked: number[] = []
  const waiting: (() => void)[] = []
  return {
    asked,
    /** Ends what is being drawn, and what begins by that. */
    async finish() {
      while (waiting.length > 0) {
        waiting.shift()!()
        await new Promise((resolve) => setTimeout(resolve))
      }
    },
    draw: ({ beta }: Scenario) => {
      asked.push(beta)
      return new Promise<Uint8Array>((resolve) =>
        waiting.push(() => resolve(new Uint8Array(bytes).fill(beta)))
      )
    }
  }
}

describe('cards that are kept', () => {
  test('are drawn once for all who ask at the same time, and for who asks later', async () => {
    const { draw, asked, finish } = painter()
    const cardOf = cardsOf(draw)
    const both = [cardOf(scenario(2)), cardOf({ ...scenario(2), sweep: 'rate', cycles: 5 })]
    await finish()
    const [a, b] = await Promise.all(both)
    expect(a).toBe(b)
    expect(await cardOf(scenario(2))).toBe(a)
    expect(asked).toEqual([2])
  })

  test('have a tag that tells them apart', async () => {
    const { draw, finish } = painter()
    const cardOf = cardsOf(draw)
    const both = [cardOf(scenario(2)), cardOf(scenario(3))]
    await finish()
    const [a, b] = await Promise.all(both)
    expect(a.etag).toMatch(/^"[\w-]{27}"$/)
    expect(a.etag).not.toBe(b.etag)
  })

  test('go when there is no more room, the longest unused first', async () => {
    const { draw, asked, finish } = painter(40)
    const cardOf = cardsOf(draw, { most: 100, atOnce: 2, waiting: 5 })
    const ask = async (beta: number) => {
      const card = cardOf(scenario(beta))
      await finish()
      return card
    }
    for (const beta of [1, 2, 1, 3, 1, 2]) await ask(beta)
    expect(asked).toEqual([1, 2, 3, 2])
  })

  test('are refused with 503 when too many wait, and not for ever', async () => {
    const { draw, asked, finish } = painter()
    const cardOf = cardsOf(draw, { most: 1000, atOnce: 1, waiting: 2 })
    const served = [1, 2, 3].map((beta) => cardOf(scenario(beta)))
    const refused = await cardOf(scenario(4)).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ApiError)
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
    // Who wants what is coming anyway needs no place.
    const joined = cardOf(scenario(3))
    await finish()
    await Promise.all([...served, joined])
    const again = cardOf(scenario(4))
    await finish()
    await again
    expect(asked).toEqual([1, 2, 3, 4])
  })

  test('that could not be drawn are tried again', async () => {
    let fails = true
    const cardOf = cardsOf(async () => {
      if (fails) throw new Error('no paint')
      return new Uint8Array(3)
    })
    await expect(cardOf(scenario(2))).rejects.toThrow('no paint')
    fails = false
    expect((await cardOf(scenario(2))).png).toHaveLength(3)
  })

  test('are not drawn when all who asked have gone, and drawn anew for who asks later', async () => {
    const signals: AbortSignal[] = []
    const cardOf = cardsOf(
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signals.push(signal)
          signal.addEventListener('abort', () => reject(signal.reason))
        })
    )
    const [first, second] = [new AbortController(), new AbortController()]
    const both = [cardOf(scenario(2), first.signal), cardOf(scenario(2), second.signal)].map((card) =>
      card.then(
        () => 'drawn',
        (error: unknown) => error
      )
    )
    first.abort(new Error('gone'))
    expect(signals.map(({ aborted }) => aborted)).toEqual([false])
    second.abort(new Error('gone too'))
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    expect(await Promise.all(both)).toEqual([new Error('gone too'), new Error('gone too')])
    void cardOf(scenario(2)).catch(() => {})
    await Promise.resolve()
    expect(signals).toHaveLength(2)
  })
})
