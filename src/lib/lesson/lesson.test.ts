import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Key, type Scenario, closedForm, defaultScenario, modelOf, plainScenario } from '#core'
import { LESSON_NAMES, SCENARIO_LESSONS } from '$lib/link/parameters/lesson-name'
import { scenarios } from '../../../tests/links/scenarios'
import { coursesOf } from './lock-words'
import { gradeChoice, gradeGuess, resultOf } from './grading'
import type { Lesson, Subject } from './lesson'
import { lessonOf } from './lessons'
import { LESSON_LIST, listedLesson } from '$lib/text/lessons/lesson-list'
import { reached, statusAt } from './status'

const key = (name: string, rate: number, more: Partial<Key> = {}): Key => ({
  name,
  rate,
  ttl: null,
  delta: null,
  ...more
})
const scenarioWith = (changes: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...changes })
const rightOf = ({ question }: Subject) => question.choices.filter(({ right }) => right).map(({ id }) => id)
const idsOf = ({ question }: Subject) => question.choices.map(({ id }) => id)
const rightIn = (name: Lesson['name'], changes: Partial<Scenario> = {}) =>
  Object.fromEntries(lessonOf(name, scenarioWith(changes)).subjects.map((one) => [one.id, rightOf(one)]))

describe('the ids of questions and choices, which courses rely on', () => {
  it.each([
    ['beta-direction', 0, 'hot', ['later', 'same', 'crowd', 'earlier-more', 'earlier-fewer'], 'hot-window'],
    ['beta-direction', 1, 'cold', ['later', 'same', 'protected', 'still-late'], 'cold-window'],
    ['lock', 0, 'without', ['falls', 'stays', 'rises'], 'without-waste'],
    ['lock', 1, 'with', ['falls', 'stays', 'rises'], 'with-waste']
  ] as const)('stay what they are in %s, %i', (name, i, question, choices, guess) => {
    const subject = lessonOf(name, defaultScenario()).subjects[i]
    expect([subject.id, subject.question.id]).toEqual([question, question])
    expect(idsOf(subject)).toEqual(choices)
    expect(subject.guess?.id).toBe(guess)
  })

  it('belong to the lessons that a link can ask for, and each of those is offered', () => {
    expect(LESSON_LIST.map(({ name }) => name)).toEqual(LESSON_NAMES)
    for (const name of SCENARIO_LESSONS)
      expect(lessonOf(name, defaultScenario()).title).toBe(listedLesson(name)!.title)
  })
})

describe('what β does to a hot and a cold key', () => {
  it('makes the default hot key earlier and cheaper, and leaves the cold one late', () => {
    expect(rightIn('beta-direction')).toEqual({ hot: ['earlier-fewer'], cold: ['still-late'] })
  })

  it('makes the hot key earlier and more expensive with a lock', () => {
    expect(rightIn('beta-direction', { coordination: 'lock' })).toEqual({
      hot: ['earlier-more'],
      cold: ['still-late']
    })
  })

  it('asks of two hot keys the questions for hot keys', () => {
    const { subjects } = lessonOf('beta-direction', scenarioWith({ keys: [key('a', 1000), key('b', 400)] }))
    expect(subjects.map(idsOf)).toEqual([idsOf(subjects[0]), idsOf(subjects[0])])
    expect(subjects.map(rightOf)).toEqual([['earlier-fewer'], ['earlier-fewer']])
  })

  it('asks of two cold keys the questions for cold keys', () => {
    const { subjects } = lessonOf('beta-direction', scenarioWith({ keys: [key('a', 0.001), key('b', 1)] }))
    expect(subjects.map(({ key }) => key.name)).toEqual(['b', 'a'])
    expect(subjects.map(rightOf)).toEqual([['still-late'], ['same']])
  })

  it('changes nothing for a busy key whose rebuild takes its whole lifetime', () => {
    const { subjects } = lessonOf('beta-direction', scenarioWith({ delta: 60, keys: [key('a', 1000)] }))
    expect(subjects.map(rightOf)).toEqual([['same']])
    expect(subjects[0].question.choices[1].text).not.toContain('few requests')
  })

  it('protects a key that a larger β just saves', () => {
    expect(rightIn('beta-direction', { keys: [key('a', 1000), key('warm', 20)] })).toEqual({
      hot: ['earlier-fewer'],
      cold: ['protected']
    })
  })

  it('counts as no change or as the change that it is where the lifetime is far longer', () => {
    expect(rightIn('beta-direction', { ttl: 86_400, coordination: 'lock' }).hot).toEqual([
      'same',
      'earlier-more',
      'earlier-fewer'
    ])
  })

  it('is asked of one key where there is one', () => {
    expect(Object.keys(rightIn('beta-direction', { keys: [key('only', 50)] }))).toEqual(['hot'])
  })

  it('is asked of the hottest and the coldest of six keys, by their requests in a rebuild time', () => {
    const keys = [
      key('a', 10),
      key('b', 1000, { delta: 1e-3 }),
      key('c', 100),
      key('d', 5),
      key('e', 50, { delta: 10 }),
      key('f', 8)
    ]
    const { subjects, setting } = lessonOf('beta-direction', scenarioWith({ keys }))
    expect(subjects.map(({ key }) => key.name)).toEqual(['e', 'b'])
    expect(setting.join(' ')).toContain('Of the 6 keys')
  })

  it('has no later refresh among its right answers, whatever the scenario', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        for (const subject of lessonOf('beta-direction', scenario).subjects)
          expect(rightOf(subject)).not.toContain('later')
      }),
      { numRuns: 100, seed: 3 }
    )
  })
})

describe('a lock, or none', () => {
  it('reverses the answer for the default hot key', () => {
    expect(rightIn('lock')).toEqual({ without: ['falls'], with: ['rises'] })
  })

  it('is compared whatever the scenario coordinates', () => {
    for (const coordination of ['coalesce', 'lock'] as const)
      expect(rightIn('lock', { coordination, processes: 3 })).toEqual(rightIn('lock'))
  })

  it('reverses nothing where lost lifetime costs more than duplicates', () => {
    expect(rightIn('lock', { ttl: 5, keys: [key('a', 2)] })).toEqual({ without: ['rises'], with: ['rises'] })
  })

  it('counts a change that is small for the key as none', () => {
    const figures = closedForm(modelOf(defaultScenario(), key('a', 1)))
    const compared = {
      before: { ...figures, wastedPerHour: 0.1, rebuildsPerHour: 60 },
      after: { ...figures, wastedPerHour: 0.2, rebuildsPerHour: 60.1 }
    }
    expect(coursesOf(compared as Parameters<typeof coursesOf>[0])).toEqual(['stays', 'rises'])
  })
})

describe('β goes', () => {
  it('to that of the scenario where it is above 1, else to 4', () => {
    const to = (beta: number) => lessonOf('beta-direction', scenarioWith({ beta })).to
    expect([0, 0.5, 1, 1.5, 1000].map(to)).toEqual([4, 4, 4, 1.5, 1000])
  })
})

describe('figures', () => {
  it('are those of the closed form at both β, without what has none, and the lesson says so', () => {
    const scenario = scenarioWith({
      arrivals: { kind: 'burst', on: 1, off: 5 },
      deltaCv: 1,
      implementation: 'symfony'
    })
    const lesson = lessonOf('beta-direction', scenario)
    expect(lesson.simplified).toMatch(/the bursts, the varying rebuild time and what Symfony Cache does/)
    const plain = plainScenario(scenario)
    for (const { before, after, key } of lesson.subjects) {
      expect(before).toEqual(closedForm(modelOf(plain, key, 1)))
      expect(after).toEqual(closedForm(modelOf(plain, key, 4)))
    }
    expect(lessonOf('beta-direction', defaultScenario()).simplified).toBe('')
  })
})

/** All texts of a lesson. */
function textsOf(lesson: Lesson): string[] {
  const { title, lead, setting, simplified, placing, watch, watchStill, moral, subjects, from, to } = lesson
  const middle = Math.sqrt(from * to)
  const placed = Object.fromEntries(
    subjects.flatMap(({ id, guess }) => (guess ? [[id, guess.at(guess.stops)]] : []))
  )
  return [
    ...[title, lead, ...setting, simplified, placing, watch, watchStill, moral],
    ...[from, middle, to].map((beta) => statusAt(lesson, beta)),
    reached(lesson, placed),
    ...subjects.flatMap(({ question, guess, answer, rows, label }) => [
      ...[label, question.prompt, answer],
      ...question.choices.flatMap(({ text, why }) => [text, why]),
      ...rows.flatMap((row) => [row.label, row.before, row.after]),
      ...(guess ? [guess.prompt, guess.say(guess.start), guess.brief(guess.answer)] : [])
    ])
  ]
}

/** The user chooses the names of keys: they may hold anything. */
const named = scenarios.map((scenario) => ({
  ...scenario,
  keys: scenario.keys.map((key, i) => ({ ...key, name: `k${i}` }))
}))
const extremes: [string, Partial<Scenario>][] = [
  ['the largest rate', { keys: [key('a', 1e9)] }],
  ['the smallest rate', { keys: [key('a', 1e-9)] }],
  ['both', { keys: [key('a', 1e9), key('b', 1e-9)] }],
  ['a rebuild as long as the lifetime', { delta: 60 }],
  ['a rebuild as long as the lifetime of the busiest key', { delta: 60, keys: [key('a', 1e9)] }],
  ['a tiny lifetime', { ttl: 1e-3, delta: 1e-3 }],
  ['a tiny rebuild', { delta: 1e-6 }],
  ['a lifetime of ten years', { ttl: 315_360_000, delta: 864_000 }],
  ['the largest β', { beta: 1000 }],
  ['a β hardly above 1', { beta: 1 + 1e-9 }]
]

function hold(lesson: Lesson) {
  for (const text of textsOf(lesson)) {
    if (/NaN|undefined|Infinity|null|\[object/.test(text)) expect.fail(text)
    if (/ {2}|\.\.|, \.|\( /.test(text)) expect.fail(text)
    if (/(?<![\d.,\u202f])1 (wasted )?(requests|rebuilds|cycles)\b|\b([a-z]{2,}) \3\b/.test(text))
      expect.fail(text)
  }
  for (const { question, guess } of lesson.subjects) {
    if (!question.choices.some(({ right }) => right)) expect.fail(`${question.prompt} has no right answer`)
    for (const { text, why } of question.choices) if (text === '' || why === '') expect.fail(question.id)
    if (guess === null) continue
    const { low, high, answer, start, stops, stopOf, at } = guess
    if (!(low <= answer && answer <= high && low > 0 && high < Infinity)) expect.fail(guess.prompt)
    for (const stop of [stopOf(start), stopOf(answer), 0, stops]) {
      if (!(Number.isInteger(stop) && stop >= 0 && stop <= stops)) expect.fail(`stop ${stop} of ${stops}`)
      if (!(at(stop) >= 0 && at(stop) < Infinity)) expect.fail(`${at(stop)}`)
    }
    // The slider can give the right answer: the nearest stop is near enough.
    expect(gradeGuess(guess, at(stopOf(answer))).success).toBe(true)
  }
}

describe.each(SCENARIO_LESSONS)('every text of %s', (name) => {
  it.each(extremes)('is complete at %s', (_, changes) => hold(lessonOf(name, scenarioWith(changes))))

  it('is complete in any scenario, and some answer is right', () => {
    fc.assert(
      fc.property(named, (scenario) => hold(lessonOf(name, scenario))),
      { numRuns: 200, seed: 9 }
    )
  })
})

/** Where refreshes run into each other duplicates rise: then no text may say that β saves them. */
const SAVES =
  /can save duplicates|few to save|faster at β|each starts fewer rebuilds|Fewer rebuilds do start|saves in duplicates/

const reasonsOf = ({ subjects, moral }: Lesson) => [
  ...subjects.flatMap(({ question }) => question.choices.map(({ why }) => why)),
  moral
]

describe('what is said of duplicates', () => {
  it.each([{ ttl: 1 }, { beta: 50 }, { ttl: 1, delta: 1, beta: 2 }])(
    'is true where they rise, at %j',
    (changes) => {
      for (const name of SCENARIO_LESSONS) {
        const lesson = lessonOf(name, scenarioWith(changes))
        const [{ before, after }] = lesson.subjects
        expect(after.duplicatesMean).toBeGreaterThan(before.duplicatesMean)
        for (const text of reasonsOf(lesson)) expect(text).not.toMatch(SAVES)
      }
    }
  )

  it('is true in any scenario with one key', () => {
    let risen = 0
    fc.assert(
      fc.property(fc.constantFrom(...SCENARIO_LESSONS), named, (name, scenario) => {
        const lesson = lessonOf(name, {
          ...scenario,
          coordination: 'none',
          processes: 1,
          keys: scenario.keys.slice(0, 1)
        })
        const [{ before, after }] = lesson.subjects
        const rises =
          after.duplicatePerHour > before.duplicatePerHour || after.duplicatesMean > before.duplicatesMean
        if (!rises) return
        risen++
        for (const text of reasonsOf(lesson)) expect(text).not.toMatch(SAVES)
      }),
      { numRuns: 300, seed: 10 }
    )
    expect(risen).toBeGreaterThan(20)
  })

  it('is that β saves them where their number falls', () => {
    expect(reasonsOf(lessonOf('lock', defaultScenario())).join()).not.toMatch(/run into each other/)
    expect(reasonsOf(lessonOf('beta-direction', defaultScenario())).join()).toMatch(SAVES)
  })
})

describe('what is said of a cold key', () => {
  it('offers no lock to a cache that has one', () => {
    const [, cold] = lessonOf('beta-direction', scenarioWith({ coordination: 'lock' })).subjects
    expect(cold.question.choices.map(({ why }) => why).join()).not.toMatch(/A lock, stale/)
  })

  it('does not blame too few requests where a rebuild takes as long as the lifetime', () => {
    const [busy] = lessonOf('beta-direction', scenarioWith({ ttl: 1, delta: 1 })).subjects
    const said = busy.question.choices.map(({ why }) => why).join()
    expect(said).not.toMatch(/requests are so rare|no request comes in time/)
    expect(said).toMatch(/a rebuild takes as long as the TTL/)
  })
})

describe('a prediction', () => {
  it('is not asked for where the mark is right from the start', () => {
    for (const name of SCENARIO_LESSONS)
      for (const { guess } of lessonOf(name, scenarioWith({ beta: 1.02 })).subjects) expect(guess).toBeNull()
  })

  const [hot] = lessonOf('beta-direction', defaultScenario()).subjects

  it('that was chosen is right when it is among the right ones', () => {
    expect(gradeChoice(hot.question, 'earlier-fewer')).toMatchObject({
      question: 'hot',
      kind: 'choice',
      correct: ['earlier-fewer'],
      success: true
    })
    expect(gradeChoice(hot.question, 'later').success).toBe(false)
  })

  it('that was placed is right from two thirds of the true value to one and a half times', () => {
    const grade = (share: number) => gradeGuess(hot.guess!, share * hot.after.gapMean!).success
    expect([0.66, 0.67, 1, 1.49, 1.51].map(grade)).toEqual([false, true, true, true, false])
  })

  it('counts one point; a lesson succeeds when every choice was right', () => {
    const right = gradeChoice(hot.question, 'earlier-fewer')
    const off = gradeGuess(hot.guess!, 0)
    expect(resultOf('beta-direction', [right, off])).toEqual({
      name: 'beta-direction',
      score: { raw: 1, max: 2 },
      success: true
    })
    expect(resultOf('beta-direction', [gradeChoice(hot.question, 'same')]).success).toBe(false)
  })
})
