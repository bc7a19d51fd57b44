/** What a lesson's figure shows, in a sentence, for screen readers. */
import { firstTrigger, hourly, modelOf } from '#core'
import { counted, inFull, rebuildTime, THIN } from '$lib/text/words'
import { gapsOf, lateIn } from './compared'
import type { Lesson } from './lesson'

/** "the hot key refreshes 4.6 s before expiry, late < 0.01 %; the cold key …" */
export function statusAt(lesson: Lesson, beta: number): string {
  const time = gapsOf(lesson.subjects)
  return lesson.subjects
    .map(({ label, scenario, key, before }) => {
      const model = modelOf(scenario, key, beta)
      if (lesson.shows === 'waste') {
        const { per, write } = rebuildTime(Math.max(before.wastedPerHour, before.neededPerHour))
        return `${label} ${counted(write(hourly(model).wastedPerHour), 'wasted rebuild')} ${per}`
      }
      const { earlyShare, meanGapOrZero, lateShare } = firstTrigger(model)
      const when =
        earlyShare > 0
          ? `refreshes ${time(meanGapOrZero / earlyShare)} before expiry on average`
          : 'is never refreshed early'
      return `${label} ${when}, ${lateIn(lateShare)} of its expiries reach users`
    })
    .join('; ')
}

/** Said when β has reached its last value: the status at both β, and the guesses. @param placed by the id of the subject */
export function reached(lesson: Lesson, placed: Record<string, number>): string {
  const expected = lesson.subjects.flatMap(({ id, label, guess }) =>
    guess && placed[id] !== undefined ? [`${label} ${guess.say(placed[id])}`] : []
  )
  return (
    `At β${THIN}=${THIN}${inFull(lesson.to, 4)} ${statusAt(lesson, lesson.to)}. At β${THIN}=${THIN}${inFull(lesson.from, 4)} ${statusAt(lesson, lesson.from)}.` +
    (expected.length > 0 ? ` You expected: ${expected.join('; ')}.` : '')
  )
}
