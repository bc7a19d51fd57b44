import { describe, expect, it } from 'vitest'
import { explore, PROGRAMS, stepsOf } from '$lib/trace'
import { plain } from '../../../../tests/support/page'
import { answerOf, manyInWords, stepInWords } from './words'

const [broken, mended] = PROGRAMS['lock-on-miss']
const asked = (program: typeof broken, what: 'break' | 'hold') =>
  plain(
    answerOf({
      what,
      program,
      bounds: program.bounds,
      reply: { kind: 'done', explored: explore(program), ms: 42 }
    })
  )

describe('the explorer’s answer', () => {
  it('counts schedules and states, and says within which bounds', () => {
    expect(asked(mended, 'hold')).toBe(
      'Yes, it always holds. All 1 473 990 schedules within these bounds (3 callers, no lapse, 1 crash) keep every promise. They pass through 422 different states; the longest has 24 steps. It took 42 ms.'
    )
  })

  it('names the promise that breaks, and after how many steps', () => {
    expect(asked(broken, 'break')).toBe(
      '“At most one rebuild is in flight in each process” breaks after 6 steps; no schedule is shorter.'
    )
    expect(asked(broken, 'hold')).toMatch(/^No\. .* 313 548 schedules over 636 states/)
  })

  it('says so when there were too many states', () => {
    const reply = { kind: 'refused' as const, message: 'More than 500000 states: set smaller bounds' }
    expect(answerOf({ what: 'hold', program: broken, bounds: broken.bounds, reply })).toBe(
      'No answer. More than 500000 states: set smaller bounds.'
    )
  })
})

it('large counts are rounded to two digits', () => {
  expect(manyInWords(3_958_945_041_442_776_624n)).toBe('≈ 4.0 × 10^18')
  expect(plain(manyInWords(999_999_999n))).toBe('999 999 999')
})

it('every step of every program has words', () => {
  for (const program of Object.values(PROGRAMS).flat())
    for (const label of stepsOf(program).keys())
      expect(stepInWords(label).split(' ').length, label).toBeGreaterThan(label === 'decide' ? 0 : 1)
})
