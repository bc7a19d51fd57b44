import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { COORDINATIONS, type Scenario, defaultScenario } from '#core'
import { SCENARIO_LESSONS, TRACE_LESSONS } from '$lib/link/parameters/lesson-name'
import { traceLesson } from '$lib/lesson/defences/trace-lesson'
import type { Lesson } from '$lib/lesson/lesson'
import { reached, statusAt } from '$lib/lesson/status'
import { lessonOf } from '$lib/lesson/lessons'
import { after, begin, movesOf, PROGRAMS, PROMISES, type State } from '$lib/trace'
import { ABOUT } from '$lib/trace/about'
import { logUniform } from '../statistics/models'
import { faultsOf } from './faults'

const NAMES = ['hot', 'cold', 'page']

const likely: fc.Arbitrary<Scenario> = fc
  .record({
    ttl: logUniform(1, 1e5),
    share: logUniform(1e-5, 0.9),
    beta: fc.oneof(logUniform(1, 30), fc.constant(1)),
    rates: fc.array(logUniform(1e-3, 1e4), { minLength: 1, maxLength: 3 }),
    coordination: fc.constantFrom(...COORDINATIONS),
    processes: fc.integer({ min: 1, max: 12 })
  })
  .map(({ ttl, share, beta, rates, coordination, processes }) => {
    const rounded = (value: number) => Number(value.toPrecision(2))
    return {
      ...defaultScenario(),
      ttl: rounded(ttl),
      delta: rounded(share * ttl),
      beta: rounded(beta),
      coordination,
      processes: coordination === 'coalesce' ? processes : 1,
      keys: rates.map((rate, i) => ({ name: NAMES[i], rate: rounded(rate), ttl: null, delta: null }))
    }
  })

/** The whole sentences of a lesson. */
const sentencesOf = ({ lead, setting, simplified, placing, watch, watchStill, moral, subjects }: Lesson) => [
  ...[lead, ...setting, simplified, placing, watch, watchStill, moral].filter((text) => text !== ''),
  ...subjects.flatMap(({ question, guess, answer }) => [
    ...[question.prompt, answer],
    ...question.choices.flatMap(({ text, why }) => [text, why]),
    ...(guess ? [guess.prompt] : [])
  ])
]

/** What stands side by side and is read as one sentence: both columns of a table, a guess and its answer, what is spoken. */
const togetherIn = (lesson: Lesson) => [
  statusAt(lesson, lesson.to),
  reached(lesson, Object.fromEntries(lesson.subjects.map(({ id, guess }) => [id, guess?.start ?? 0]))),
  ...lesson.subjects.flatMap(({ rows, guess, answer }) => [
    ...rows.map(({ before, after }) => `${before}, ${after}`),
    ...(guess
      ? [guess.say, guess.brief].map((say) => `${say(guess.start)}, ${say(guess.answer)}. ${answer}`)
      : [])
  ])
]

const sample = fc.sample(likely, { numRuns: 200, seed: 12 })

describe.each(SCENARIO_LESSONS)('%s', (name) => {
  let lessons: Lesson[]
  beforeAll(() => {
    lessons = sample.map((scenario) => lessonOf(name, scenario))
  })

  it('has sentences that are read once, in a hundred scenarios', () => {
    const found = new Map<string, string>()
    for (const lesson of lessons.slice(0, 100))
      for (const text of sentencesOf(lesson))
        for (const fault of faultsOf(text)) if (!found.has(fault)) found.set(fault, text)
    expect(Object.fromEntries(found)).toEqual({})
  })

  it('has one unit of time where things stand side by side, in two hundred', () => {
    const mixed = lessons
      .flatMap(togetherIn)
      .filter((text) => faultsOf(text, { fragment: true }).includes('mixed units of time'))
    expect(mixed).toEqual([])
  })
})

it.each(TRACE_LESSONS)('every sentence of %s is read once', (name) => {
  const { lead, parts, last } = traceLesson(name, defaultScenario())
  const texts = [
    lead,
    ...parts.flatMap(({ lead, task, moral }) => [lead, task, moral]),
    ...[...parts.flatMap(({ questions }) => questions), ...(last ? [last] : [])].flatMap(
      ({ prompt, choices }) => [prompt, ...choices.flatMap(({ text, why }) => [text, why])]
    )
  ]
  expect(texts.flatMap((text) => faultsOf(text).map((fault) => [fault, text]))).toEqual([])
})

it.each(Object.values(PROGRAMS).flat())(
  'every sentence of the steps of $defence $variant is read once',
  (program) => {
    const texts = new Set([ABOUT[program.defence].asks, ...(program.given ? [program.given] : [])])
    const walk = fc.sample(fc.infiniteStream(fc.nat()), { numRuns: 100, seed: 13 })
    for (const turns of walk) {
      let state: State = begin(program, { ...program.bounds, callers: 3, lapses: 2, crashes: 1, failures: 1 })
      for (const turn of turns) {
        const moves = movesOf(program, state)
        if (moves.length === 0) break
        const told = after(program, state, moves[turn % moves.length].move)
        texts.add(told.says)
        state = told.state
      }
    }
    const names = [program.title, ...program.promises.map((name) => PROMISES[name])]
    expect([
      ...[...texts].flatMap((text) => faultsOf(text).map((fault) => [fault, text])),
      ...names.flatMap((text) => faultsOf(text, { fragment: true }).map((fault) => [fault, text]))
    ]).toEqual([])
  }
)
