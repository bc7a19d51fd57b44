import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultScenario } from '#core'
import { TRACE_LESSONS } from '$lib/link/parameters/lesson-name'
import { PROGRAMS } from '$lib/trace'
import { gradeChoice } from '../grading'
import { traceLesson } from './trace-lesson'
import { leverageOf } from './leverage'

const questionsOf = (name: (typeof TRACE_LESSONS)[number]) => {
  const { parts, last } = traceLesson(name, defaultScenario())
  return [...parts.flatMap(({ questions }) => questions), ...(last ? [last] : [])]
}
const right = (name: (typeof TRACE_LESSONS)[number]) =>
  Object.fromEntries(
    questionsOf(name).map(({ id, choices }) => [id, choices.filter(({ right }) => right).map(({ id }) => id)])
  )

describe('names and ids, which courses rely on', () => {
  it('stay what they are', () => {
    expect(Object.fromEntries(TRACE_LESSONS.map((name) => [name, right(name)]))).toEqual({
      'lock-losers': { 'lock-losers': ['losers'] },
      'coalesce-order': { 'coalesce-order': ['order'] },
      'fence-atomic': { 'fence-gap': ['between'], 'fence-fix': ['atomic', 'version'] },
      defences: {
        'lock-losers': ['losers'],
        'coalesce-order': ['order'],
        hot: ['earlier-fewer'],
        cold: ['still-late'],
        'fence-gap': ['between'],
        'fence-fix': ['atomic', 'version'],
        leverage: ['lock']
      }
    })
  })

  it('are different for each question of a lesson and for each of its choices', () => {
    for (const name of TRACE_LESSONS) {
      const questions = questionsOf(name)
      expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length)
      for (const { choices } of questions)
        expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length)
    }
  })
})

it('steps through a broken program in every part, and through all four in the last lesson', () => {
  for (const name of TRACE_LESSONS)
    for (const { defence } of traceLesson(name, defaultScenario()).parts)
      expect(PROGRAMS[defence][0].holds).toBe(false)
  expect(traceLesson('defences', defaultScenario()).parts.map(({ defence }) => defence)).toEqual(
    Object.keys(PROGRAMS)
  )
})

it('some fix is right for any key, because what each fix saves is computed', () => {
  const scenarios = fc.record({
    rate: fc.double({ min: 0.001, max: 1e4, noNaN: true }),
    delta: fc.double({ min: 0.001, max: 30, noNaN: true })
  })
  fc.assert(
    fc.property(scenarios, ({ rate, delta }) => {
      const question = leverageOf({
        ...defaultScenario(),
        delta,
        keys: [{ name: 'page', rate, ttl: null, delta: null }]
      })
      const { correct } = gradeChoice(question, 'lock')
      expect(correct.length).toBeGreaterThan(0)
      for (const { why } of question.choices) expect(why).not.toMatch(/NaN|undefined|Infinity/)
    }),
    { numRuns: 200, seed: 13 }
  )
})
