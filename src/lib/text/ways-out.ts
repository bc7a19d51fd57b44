/** What helps where no β protects a key, or where a job by the clock is better, in words. */
import { type Remedies, type Scenario, backgroundJob, modelOf } from '#core'

import { n, type Sentence } from './sentence'
import { fullUp, rebuilds, secondsDown, secondsUp, THIN, timeInWords, exactShare } from './words'

/** "none of them late", or how many where the rebuild time varies. */
const jobLate = ({ late, deltaCv }: Pick<Scenario, 'late' | 'deltaCv'>) =>
  deltaCv > 0 ? `at most ${exactShare(late)} of them late` : 'none of them late'

/** How often a job runs: a limit, to the digits that it needs. */
const jobEvery = (every: number) => secondsDown(every, 4)

/** What would help such a key, each with its figures; empty where there is nothing to help. */
export function help(
  scenario: Pick<Scenario, 'late' | 'deltaCv'>,
  remedies: Remedies | null
): { name: string; text: string }[] {
  if (remedies === null) return []
  const { lock, stale, ttl, background } = remedies
  const waits =
    scenario.deltaCv > 0
      ? `At most ${exactShare(scenario.late)} of the expiries make anybody wait`
      : 'Nobody waits unless requests pause longer'
  return [
    ...(stale
      ? [
          {
            name: 'Serve stale while revalidating',
            text: `for ${secondsUp(stale.seconds, 2)} after expiry. ${waits}`
          }
        ]
      : []),
    ...(ttl === 'unknown'
      ? []
      : [
          {
            name: 'A longer TTL',
            text:
              ttl === null
                ? 'no TTL up to ten years helps'
                : ttl.beta === null
                  ? `longer than ${secondsDown(ttl.seconds, 2)}, so that pauses fit into it`
                  : `at least ${secondsUp(ttl.seconds, 3)}, with β${THIN}=${THIN}${fullUp(ttl.beta, 4)}`
          }
        ]),
    ...(background
      ? [
          {
            name: 'A background job',
            text: `that refreshes every ${jobEvery(background.every)}, even without requests: ${rebuilds(background.rebuildsPerHour)}, ${jobLate(scenario)}`
          }
        ]
      : []),
    ...(lock
      ? [
          {
            name: 'A lock, or one rebuild per host',
            text: `does not prevent late refreshes, but cuts waste from ${wastedInstead(lock)}`
          }
        ]
      : [])
  ]
}

/** A rebuild of so many seconds or more is one that somebody would rather have by the clock. */
const LONG = 30

/** A rare value that takes long to make needs no early refresh: a job makes it before anybody asks. Empty for any other. */
export function byTheClock(scenario: Scenario, place: number): Sentence {
  const key = scenario.keys[place]
  const job = backgroundJob(scenario, key)
  if (job === null || job.rebuildsPerHour >= 1 || modelOf(scenario, key).delta < LONG) return []
  return [
    `A rebuild this rare and this long is better done by the clock: a background job that refreshes ${scenario.keys.length > 1 ? key.name : 'it'} every `,
    n(jobEvery(job.every)),
    ` costs ${rebuilds(job.rebuildsPerHour)}, ${jobLate(scenario)}.`
  ]
}

/** The same in one line of plain text, for a comment: "serve stale values for 14 s after expiry, or …"; '' where there is nothing. */
export function helpInBrief({ stale, ttl, background }: Remedies): string {
  const longer = ttl !== null && ttl !== 'unknown' && ttl.beta !== null ? ttl.seconds : null
  return [
    ...(stale ? [`serve stale values for ${secondsUp(stale.seconds, 2)} after expiry`] : []),
    ...(longer === null ? [] : [`set a TTL of at least ${secondsUp(longer, 3)}`]),
    ...(background ? [`run a job that refreshes every ${jobEvery(background.every)}`] : [])
  ].join(', or ')
}

/** "23 to 9 rebuilds an hour". */
function wastedInstead({ lockedWasted, wasted }: { lockedWasted: number; wasted: number }): string {
  const { per, write } = timeInWords(Math.max(lockedWasted, wasted))
  return `${write(wasted)} to ${write(lockedWasted)} rebuilds ${per}`
}
