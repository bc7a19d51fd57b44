import { expect, test } from 'vitest'
import {
  FIGURE_KEYS,
  type Tally,
  closedForm,
  findLaw,
  modelOf,
  simulate as simulateHere,
  summarize
} from '#core'
import { frugal } from '../../../../tests/support/frugal-runner'
import { inAll } from '$lib/text/words'
import { createInlineRunner } from '$lib/worker/inline-runner'
import { createPoolRunner } from '$lib/worker/pool/pool-runner'
import { spawnInlineWith } from '$lib/worker/ports/inline-port'
import type { Runner } from '$lib/worker/runner'
import { advise } from './advise'
import { readCall } from './call'
import { compareReply } from './compare'
import { isLong, predict, predictByThreads } from './predict'
import { simulationReply } from './simulate'
import { checkWork } from './work-limit'

const never = new AbortController().signal
/** As a thread of the server is. */
const runnerWithLaws = () => createPoolRunner({ size: 1, spawn: spawnInlineWith(findLaw) })
const call = (link: string) => readCall(new URLSearchParams(link))
const withoutForm =
  'earlyShare lateShare duplicatesMean cycleSeconds rebuildsPerHour wastedPerHour blockedShare'.split(' ')

test('predict gives the closed form of every key, in the order in which figures are told', () => {
  const question = call('beta=4&ttl.cold=10m')
  const reply = predict(question)
  expect(Object.keys(reply)).toEqual(['model', 'link', 'notes', 'beta', 'coordination', 'processes', 'keys'])
  expect(reply).toMatchObject({ model: 1, link: '?beta=4&ttl.cold=10m&v=1', notes: [], processes: 1 })
  question.scenario.keys.forEach((key, i) => {
    expect(Object.keys(reply.keys[i])).toEqual(['name', 'rate', 'ttl', 'delta', 'figures'])
    expect(Object.keys(reply.keys[i].figures)).toEqual(FIGURE_KEYS)
    expect(reply.keys[i].figures).toEqual(closedForm(modelOf(question.scenario, key)))
  })
  expect(reply.keys.map(({ ttl }) => ttl)).toEqual([60, 600])
})

test.each(['arrivals=burst:2s:18s', 'arrivals=even', 'cv=0.5', 'lens=diskcache'])(
  'predict has no figures for %s and says once why, and where they are',
  (link) => {
    const { notes, keys } = predict(call(link))
    expect(notes).toHaveLength(1)
    expect(notes[0]).toMatch(/^no closed form covers .*; \/api\/v1\/simulate has the figures$/)
    for (const { figures } of keys) {
      for (const key of withoutForm) expect(figures).toHaveProperty(key, null)
      expect(figures.neededPerHour).toBeGreaterThan(0)
      expect(figures.requestsPerRebuild).toBeGreaterThan(0)
    }
  }
)

test.each([
  'resolution=1s',
  'cv=0.5&coord=lock',
  'lens=redis',
  'lens=django',
  'lens=yii&beta=0.01',
  'jitter=0.1'
])(
  'predict has a law for every figure of %s, and those of requests only with an option of a cache',
  (link) => {
    const { notes, keys } = predict(call(link))
    expect(notes).toEqual([])
    for (const { figures } of keys) {
      for (const key of withoutForm) expect(figures).toHaveProperty(key, expect.any(Number))
      expect('staleShare' in figures).toBe(link.startsWith('jitter'))
    }
  }
)

test.each(['jitter=10%25&rule=(age/ttl)^beta&beta=20', 'resolution=1s', 'cv=0.5&coord=lock', 'workers=50'])(
  'predict of %s leaves its laws to threads, and others are answered before it with the same figures',
  async (link) => {
    const question = call(link)
    expect(isLong(question)).toBe(true)
    const order: string[] = []
    const runner = runnerWithLaws()
    const long = predictByThreads(question, runner, never).then((reply) => {
      order.push('long')
      return reply
    })
    order.push(`other ${predict(call('')).keys.length}`)
    expect(await long).toEqual(predict(question))
    expect(order).toEqual(['other 2', 'long'])
    runner.close()
  }
)

test('predict answers a formula, and the law of a single lifetime, at once', () => {
  expect(['', 'stale=1s', 'arrivals=even'].map((link) => isLong(call(link)))).toEqual([false, false, false])
})

test('predict says which keys do not settle', () => {
  const { notes } = predict(call('ttl=5s&delta=1s&beta=4&keys=busy:100/s,calm:0.0001/s'))
  expect(notes.filter((note) => note.includes('overlap'))).toEqual([
    expect.stringContaining('of busy overlap')
  ])
})

test('simulate gives summary and standard error of every key, and how it came by them', async () => {
  const runner = createInlineRunner()
  const question = call('cycles=500&seed=3')
  const reply = await simulationReply(question, runner, never)
  runner.close()
  expect(Object.keys(reply).slice(-3)).toEqual(['keys', 'cycles', 'seed'])
  expect(reply).toMatchObject({ notes: [], cycles: 500, seed: 3 })
  question.scenario.keys.forEach((key, i) => {
    const model = modelOf(question.scenario, key)
    const { figures, standardErrors } = summarize(model, simulateHere(model, 500, 3))
    expect(Object.keys(reply.keys[i]).slice(-3)).toEqual(['figures', 'standardErrors', 'cycles'])
    expect(Object.keys(reply.keys[i].standardErrors)).toEqual(FIGURE_KEYS)
    expect(reply.keys[i]).toMatchObject({ figures, standardErrors, cycles: 500 })
  })
})

test('simulate says of a key that was cut short over how many cycles its figures are', async () => {
  const { scenario, notes } = call('cycles=500&keys=hot:1000/s')
  const tally: Tally = { ...simulateHere(modelOf(scenario, scenario.keys[0]), 400, 1), unsettled: 1 }
  const runner = { run: async () => ({ tallies: [tally] }) } as unknown as Runner
  const reply = await simulationReply({ scenario, notes }, runner, never)
  expect(reply.notes).toEqual([expect.stringMatching(/of hot was cut short.* 400 of 500 cycles$/)])
  expect(reply).toMatchObject({ cycles: 500, keys: [{ cycles: 400 }] })
})

test('a faulty field is a note, and with strict=1 an error that has all notes', () => {
  expect(call('beta=abc&ttl=60').notes).toHaveLength(2)
  expect(() => call('beta=abc&ttl=60&delta=99s&strict=1')).toThrow(
    expect.objectContaining({
      status: 400,
      message: expect.stringContaining('beta=abc'),
      details: { notes: [expect.anything(), expect.anything(), expect.anything()] }
    })
  )
  expect(call('ttl=60&strict=1').notes).toHaveLength(1)
  expect(call('utm_source=x&show=window&strict=1').notes).toEqual([])
  expect(call('bta=4&strict=0').notes).toHaveLength(1)
})

test.each([
  ['bta=4', 'perhaps you mean beta'],
  ['p99=5s', 'give p50 and p99'],
  ['ttl.warm=5s', 'no key has this name'],
  ['beta=1&beta=2', 'more than once'],
  ['keys=a:1.000/s', 'read as 1/s']
])('strict=1 refuses %s, and so does any other way to say yes', (link, why) => {
  for (const yes of ['strict=1', 'strict=true', 'strict'])
    expect(() => call(`${link}&${yes}`)).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining(why) })
    )
  expect(call(link).notes).toEqual([expect.stringContaining(why)])
})

test.each([
  ['cycles=1000000', true],
  ['cycles=1000001', false],
  ['cycles=150000&cv=1', true],
  ['cycles=150001&cv=1', false],
  ['cycles=300000&arrivals=even&keys=a:1/s', true],
  ['cycles=300001&arrivals=burst:1s:1s&keys=a:1/s', false]
])('so much work is %s: %s', (link, allowed) => {
  const check = () => checkWork(call(link).scenario)
  if (allowed) expect(check).not.toThrow()
  else
    expect(check).toThrow(
      expect.objectContaining({ status: 413, message: expect.stringContaining('cycles=') })
    )
})

test('advise gives for every key a β, its bounds, and figures that predict gives too', async () => {
  const question = call('beta=2&keys=hot:1000/s,cold:0.5/s')
  const reply = await advise(question, null, never)
  expect(reply).toMatchObject({ beta: 2, notes: [], limits: { late: 0.001, give: 0.5 } })
  const [hot, cold] = reply.keys
  expect(reply.advice).toMatchObject({ beta: hot.advice.beta, keys: ['hot'], classes: null })
  expect(hot.advice).toMatchObject({ reason: 'minimum', basis: 'closed form', binding: null })
  const at = (beta: number) => predict(call(`beta=${beta}&keys=hot:1000/s`)).keys[0].figures
  expect(hot.recommended!.figures).toEqual(at(hot.advice.beta!))
  expect(hot.one!.figures).toEqual(at(1))
  expect(hot.present.figures).toEqual(at(2))
  const saved = at(2).rebuildsPerHour! - at(hot.advice.beta!).rebuildsPerHour!
  expect(hot.saved!.againstPresent).toEqual({
    rebuildsPerHour: saved,
    rebuildsPerDay: 24 * saved,
    rebuildSecondsPerHour: 0.25 * saved,
    rebuildSecondsPerDay: 24 * 0.25 * saved
  })
  expect(hot.sensitivity).toHaveLength(4)
  expect(hot.remedies).toBeNull()
  expect(cold.advice).toMatchObject({ beta: null, reason: null, binding: { kind: 'give' } })
  expect(cold).toMatchObject({ recommended: null, saved: null })
  expect(cold.remedies!.stale!.seconds).toBeGreaterThan(13)
})

test('advise keeps to the limits of the link, and says so', async () => {
  const { limits, keys } = await advise(call('late=1%25&give=20%25&keys=hot:1000/s'), null, never)
  expect(limits).toEqual({ late: 0.01, give: 0.2 })
  expect(keys[0].recommended!.figures.lateShare).toBeLessThanOrEqual(0.01)
  expect(keys[0].recommended!.figures.gapP95).toBeLessThanOrEqual(12)
})

test('advise simulates where there is no closed form, says how sure it is, and advises the same however many cycles are asked for', async () => {
  // What it says of itself does not depend on how exact it is.
  const runner = frugal(createInlineRunner(), 1 / 16)
  const ask = (cycles: number) =>
    advise(call(`cv=0.5&coord=lock&cycles=${cycles}&keys=hot:1000/s`), runner, never)
  const reply = await ask(4000)
  expect((await ask(400)).advice).toEqual(reply.advice)
  runner.close()
  expect(reply).toMatchObject({ cycles: 4000, seed: 1 })
  const [{ advice: told, recommended }] = reply.keys
  expect(told.basis).toBe('simulation')
  expect(told.betaLowRange![0]).toBeLessThanOrEqual(told.betaLow!)
  expect(told.beta).toBeGreaterThanOrEqual(told.betaLow!)
  expect(recommended!.standardErrors!.rebuildsPerHour).toBeGreaterThan(0)
})

test('simulate answers with as many cycles as its budget buys, and says how many', async () => {
  const runner = createInlineRunner()
  // Some 220 steps a cycle: requests rebuild until the first of 250 rebuilds a mean rebuild time is done.
  const dear = 'cv=1&beta=0&keys=hot:1000/s&cycles=20000'
  const reply = await simulationReply(call(dear), runner, never, 2_000_000)
  runner.close()
  const [{ cycles }] = reply.keys
  expect(cycles).toBeGreaterThan(4000)
  expect(cycles).toBeLessThan(16_000)
  expect(reply.notes.at(-1)).toContain(`its figures come from ${inAll(cycles)} cycles`)
})

test('advise simulates the figures of a key at each β at which its refreshes do not settle, and says so', async () => {
  const runner = createInlineRunner()
  const reply = await advise(call('ttl=5s&delta=2s&keys=k:10/s'), runner, never)
  runner.close()
  expect(reply.notes).toEqual([
    'the rebuilds of k overlap at β = 1 and never reach a steady state: its duplicates, cycle and hourly figures there are simulated'
  ])
  const [{ one, remedies }] = reply.keys
  // Of an outside program: 4840 rebuilds an hour, of which 4333 are wasted, and 12.5 each time; the closed form says 4457.
  expect(Math.abs(one!.figures.rebuildsPerHour! - 4840)).toBeLessThan(50)
  expect(one).toMatchObject({ standardErrors: { gapMean: 0, rebuildsPerHour: expect.any(Number) } })
  expect(Math.abs(remedies!.lock!.wasted - 4333)).toBeLessThan(50)
  expect(Math.abs(remedies!.lock!.size - 12.5)).toBeLessThan(0.3)
})

test('advise recommends the same β from every β, as the page does, and says which cost next to nothing more', async () => {
  const at = async (beta: number) =>
    (await advise(call(`keys=hot:1000/s&coord=lock&delta=1s&beta=${beta}`), null, never)).advice
  const told = await at(1)
  expect(told).toMatchObject({ robust: true, breaking: null })
  const [low, high] = told.range!
  for (const beta of [0.2, low, high, 20]) {
    const { keep, ...rest } = await at(beta)
    expect(keep).toBe(beta >= low && beta <= high)
    expect({ ...rest, keep: told.keep }).toEqual(told)
  }
})

test('advise names the key of a class that breaks its limits when the inputs are wrong', async () => {
  const { advice } = await advise(call('ttl=20m&delta=1.4s&keys=a:65/s,b:4/m'), null, never)
  expect(advice.classes![1]).toMatchObject({ keys: ['b'], robust: false, breaking: { key: 'b' } })
})

test('compare gives every defence of every key with its own link, and predict has the same law for it', async () => {
  const question = call('keys=hot:1000/s,cold:0.5/s&cycles=200')
  const reply = await compareReply(question, runnerWithLaws(), never)
  expect(Object.keys(reply)).toEqual([
    'model',
    'link',
    'notes',
    'beta',
    'coordination',
    'processes',
    'keys',
    'limits',
    'cycles',
    'seed'
  ])
  expect(reply.keys.map(({ choice }) => choice!.best)).toEqual(['xfetch-lock', 'job'])
  for (const { defences } of reply.keys)
    for (const { link, law } of defences) {
      if (link === null || !law) continue
      const { figures } = predict(call(link)).keys[0]
      // Two quadratures of the same figure, each good to 1e-9.
      for (const name of ['rebuildsPerHour', 'lateShare', 'blockedShare'] as const)
        expect(Math.abs(law[name]! - figures[name]!)).toBeLessThanOrEqual(2e-9 * figures[name]!)
    }
  expect(JSON.stringify(reply)).not.toMatch(/Infinity|NaN/)
})

test('advise says that no early refresh is needed where stale values bridge a rebuild, and what that saves', async () => {
  const reply = await advise(call('ttl=5s&delta=200ms&coord=lock&stale=5s&keys=k:430/s'), null, never)
  const [{ advice, recommended, saved }] = reply.keys
  expect(reply.advice).toMatchObject({ beta: 0, keep: false, robust: true, betaLow: 0 })
  expect(advice).toMatchObject({ beta: 0, reason: 'off', basis: 'closed form' })
  // 3600/(T + Δ + 1/r)
  expect(recommended!.figures.rebuildsPerHour).toBeCloseTo(3600 / (5.2 + 1 / 430), 4)
  expect(recommended!.figures.lateShare).toBeLessThan(1e-9)
  expect(saved!.againstPresent.rebuildsPerHour).toBeGreaterThan(100)
})

test('advise has the β of a rule of one’s own, and that of XFetch beside it', async () => {
  const reply = await advise(call('rule=left<beta*ttl&beta=0.1&keys=k:500/s'), null, never)
  // H(Δ) = r·(βT − Δ) = ln 1000 at the least β.
  expect(reply.keys[0].advice.betaLow! / ((Math.log(1000) / 500 + 0.25) / 60)).toBeCloseTo(1, 3)
  expect(reply.advice.betaHigh).toBeCloseTo(0.5, 3)
  expect(reply.keys[0].one).toBeNull()
  const own = await advise(call('keys=k:500/s'), null, never)
  expect(reply.xfetch!.beta).toBe(own.advice.beta)
  // By the laws of any rule, which are good to a thousandth here, and by those of the paper’s.
  expect(reply.xfetch!.rebuildsPerHour! / own.advice.rebuildsPerHour!).toBeCloseTo(1, 3)
  expect(own).not.toHaveProperty('xfetch')
})

test('advise says of a rule without β that it has none, and whether it keeps the limits', async () => {
  const { notes, advice, keys } = await advise(call('rule=left<0.2*ttl&keys=k:50/s'), null, never)
  expect(notes).toEqual(['this rule does not use beta'])
  expect(advice.beta).toBeNull()
  expect(keys[0].advice.binding).toMatchObject({ kind: 'unused', keeps: true })
})

test('advise keeps the limit of an origin, and names it', async () => {
  const runner = createInlineRunner()
  const { limits, advice, keys } = await advise(call('origin=2&keys=k:500/s'), runner, never)
  runner.close()
  expect(limits).toMatchObject({ origin: { rebuilds: 2, share: 0.01 } })
  expect(keys[0].advice.reason).toBe('origin')
  // Of the simulated slowdown at the advised β, the 99th percentile.
  expect(keys[0].recommended!.figures.inFlightMaxP99).toBeLessThanOrEqual(2)
  expect(advice.beta).toBeGreaterThan(9)
})
