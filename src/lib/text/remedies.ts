/** What helps a key that no β protects, in words; and where a job by the clock does without β. */
import { type Remedies, type Scenario, backgroundJob, modelOf } from '#core'
import { exactly } from './advice'
import { n } from './pieces'
import { rebuilds } from './rebuilds'
import type { Sentence } from './verdict'
import { fullUp, inFull, secondsDown, secondsUp, THIN, timeInWords } from './words'

/** "none of them late", or how many where the rebuild time varies. */
const jobLate = ({ late, deltaCv }: Pick<Scenario, 'late' | 'deltaCv'>) =>
  deltaCv > 0 ? `at most ${exactly(late)} of them late` : 'none of them late'

/** How often a job runs: a limit, to the digits that it needs. */
const jobEvery = (every: number) => secondsDown(every, 4)

/** What would help such a key, each with its figures; empty where there is nothing to help. */
export function help(
  scenario: Pick<Scenario, 'late' | 'deltaCv'>,
  remedies: Remedies | null,
  model: { ttl: number }
): { name: string; text: string }[] {
  if (remedies === null) return []
  const { lock, stale, ttl, background } = remedies
  const waits =
    scenario.deltaCv > 0
      ? `at most ${exactly(scenario.late)} of the expiries make anybody wait`
      : 'nobody waits unless no request comes for longer than that'
  return [
    {
      name: 'Serve stale while revalidating',
      text: `for ${secondsUp(stale.seconds, 2)} after expiry; ${waits}, and values get up to ${secondsUp(model.ttl + stale.seconds, 2)} old`
    },
    ...(ttl === 'unknown'
      ? []
      : [
          {
            name: 'A longer TTL',
            text:
              ttl === null
                ? 'none up to ten years helps'
                : ttl.beta === null
                  ? `longer than ${secondsDown(ttl.seconds, 2)} at least, so that pauses fit into it`
                  : `from ${secondsUp(ttl.seconds, 3)} on, with β${THIN}=${THIN}${fullUp(ttl.beta, 4)}`
          }
        ]),
    ...(background
      ? [
          {
            name: 'A background job',
            text: `that refreshes every ${jobEvery(background.every)}, asked for or not: ${rebuilds(background.rebuildsPerHour)}, ${jobLate(scenario)}`
          }
        ]
      : []),
    ...(lock
      ? [
          {
            name: 'A lock, or one rebuild per host',
            text: `does not cure it, but each late refresh starts 1 rebuild and not ${inFull(lock.size)}: ${wastedInstead(lock)}`
          }
        ]
      : [])
  ]
}

/** A rebuild of so many seconds or more is one that somebody would rather have by the clock. */
const LONG = 30

/** A rare value that takes long to make needs no dice: a job makes it before anybody asks. Empty for any other. */
export function byTheClock(scenario: Scenario, place: number): Sentence {
  const key = scenario.keys[place]
  const job = backgroundJob(scenario, key)
  if (job === null || job.rebuildsPerHour >= 1 || modelOf(scenario, key).delta < LONG) return []
  return [
    `So rare and so long a rebuild can do without dice: a background job that refreshes ${scenario.keys.length > 1 ? `the ${key.name} key` : 'it'} every `,
    n(jobEvery(job.every)),
    ` costs ${rebuilds(job.rebuildsPerHour)}, ${jobLate(scenario)}.`
  ]
}

/** The same in one line of plain text, for a comment: "serve stale values for 14 s, …"; '' where there is nothing. */
export function helpInBrief({ stale, ttl, background }: Remedies): string {
  return [
    `serve stale values for ${secondsUp(stale.seconds, 2)} after expiry`,
    ...(ttl !== null && ttl !== 'unknown' && ttl.beta !== null
      ? [`a TTL from ${secondsUp(ttl.seconds, 3)} on`]
      : []),
    ...(background ? [`a job that refreshes every ${jobEvery(background.every)}`] : [])
  ].join(', or ')
}

function wastedInstead({ lockedWasted, wasted }: { lockedWasted: number; wasted: number }): string {
  const { per, write } = timeInWords(Math.max(lockedWasted, wasted))
  return `${write(lockedWasted)} wasted ${per} and not ${write(wasted)}`
}
