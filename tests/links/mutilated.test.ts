/**
 * Links as people and programs mistype them, answered by the interface for programs. That the server sends these
 * answers, whatever the link, is what the soak checks (scripts/soak).
 */
import { expect, it } from 'vitest'
import { advise, needsRunner } from '$lib/server/api/advise'
import { ApiError } from '$lib/server/api/api-error'
import { readCall } from '$lib/server/api/call'
import { predict } from '$lib/server/api/predict'
import { simulationReply } from '$lib/server/api/simulate'
import { checkWork } from '$lib/server/api/work-limit'
import { createInlineRunner } from '$lib/worker/inline-runner'
import { frugal } from '../support/frugal-runner'

/** A two thousandth of what the server grants one simulation: the limits are the same, and reached sooner. */
const BUDGET = 100_000

const never = new AbortController().signal
const call = (link: string) => readCall(new URLSearchParams(link))
const gaps = ['gapMean', 'gapP05', 'gapP50', 'gapP95']

/** What a client reads: JSON has neither NaN nor Infinity. */
const sent = <T>(reply: T): T => JSON.parse(JSON.stringify(reply))

/** The answer, or null where the link asks for more work than is allowed. */
async function answerTo<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return sent(await ask())
  } catch (error) {
    if (error instanceof ApiError && error.status === 413) return null
    throw error
  }
}

interface Numbers {
  figures: Record<string, unknown>
  standardErrors?: Record<string, unknown>
}

/** Fails on anything that should be a number and is none; without a closed form most figures are null. */
function checkNumbers({ figures, standardErrors = {} }: Numbers, link: string) {
  const noForm = figures.earlyShare === null
  for (const [key, value] of Object.entries(figures)) {
    if (value === null && (noForm || (gaps.includes(key) && figures.earlyShare === 0))) continue
    expect(value, `${key} of ${link}`).toEqual(expect.any(Number))
    expect(value, `${key} of ${link}`).toBeGreaterThanOrEqual(0)
  }
  for (const [key, value] of Object.entries(standardErrors)) {
    if (value === null && figures[key] === null) continue
    expect(value, `standard error of ${key} of ${link}`).toEqual(expect.any(Number))
  }
}

/** Good links with characters changed, doubled, dropped and swapped. */
function* mutants(count: number, seed: number) {
  const whole = [
    'beta=4&ttl=60s&delta=250ms&keys=hot:1000/s,cold:0.5/s&seed=7&v=1',
    'beta=0.3&ttl=10m&delta=2s&keys=a:40k/h,b:1/d,c:1e6/s&ttl.b=1d&delta.c=1ms&coord=coalesce:8',
    'arrivals=burst:2s:18s&resolution=1s&cv=0.5&coord=lock&cycles=300&sweep=rate',
    'arrivals=even&beta=1000&ttl=1ms&delta=1us&keys=x:1e9/s&cycles=10&resolution=1d'
  ]
  const alphabet = '0123456789.-+eE:,/&=%#smhdkM ∞βNaN'
  let state = seed
  const below = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  for (let i = 0; i < count; i++) {
    const characters = [...whole[i % whole.length]]
    for (let changes = 1 + below(4); changes > 0; changes--) {
      const at = below(characters.length)
      const replacement = [
        [...alphabet][below(alphabet.length)],
        '',
        characters[at] + characters[at],
        characters[below(characters.length)]
      ]
      characters[at] = replacement[below(replacement.length)] ?? ''
    }
    yield characters.join('')
  }
}

it('mutilated links are predicted, without a missing number', () => {
  for (const link of mutants(150, 11))
    for (const key of sent(predict(call(link))).keys) checkNumbers(key, link)
})

it('mutilated links are simulated, without a missing number', async () => {
  const runner = createInlineRunner()
  for (const link of mutants(60, 12)) {
    const reply = await answerTo(async () => {
      const asked = call(`cycles=200&${link}`)
      checkWork(asked.scenario)
      return simulationReply(asked, runner, never, BUDGET)
    })
    for (const key of reply?.keys ?? []) checkNumbers(key, link)
  }
  runner.close()
})

it('mutilated links get advice, or a reason why there is none', async () => {
  const runner = frugal(createInlineRunner(), 1 / 200)
  for (const link of mutants(40, 13)) {
    const reply = await answerTo(async () => {
      const asked = call(`cycles=50&${link}`)
      return advise(asked, needsRunner(asked.scenario) ? runner : null, never)
    })
    for (const { advice, recommended, present, one, remedies } of reply?.keys ?? []) {
      const { beta, betaLow, betaHigh, binding } = advice
      for (const figures of [recommended, present, one]) if (figures) checkNumbers(figures, link)
      if (beta === null) {
        expect(binding!.kind, link).toMatch(/^(requests|give|range)$/)
        expect(remedies!.stale?.seconds ?? Infinity, link).toBeGreaterThan(0)
      } else {
        expect(beta, link).toBeGreaterThanOrEqual(betaLow!)
        expect(beta, link).toBeLessThanOrEqual(betaHigh!)
        expect(recommended!.beta, link).toBe(beta)
      }
    }
  }
  runner.close()
})
