/** The answer of the first lesson: its figures, and a sentence or two. */
import { inFull, inSeconds, THIN } from '$lib/text/words'
import { lateIn, unitOf, type Compared } from './compared'
import type { Row } from './lesson'

export function rowsOf({ before, after }: Compared): Row[] {
  const { per, write } = unitOf({ before, after })
  const row = (label: string, show: (figures: typeof before) => string, part = false): Row => ({
    label,
    before: show(before),
    after: show(after),
    ...(part && { part })
  })
  return [
    row('mean early refresh, before expiry', ({ gapMean }) =>
      gapMean === null ? 'never' : inSeconds(gapMean)
    ),
    row('expiries that reach users', ({ lateShare }) => lateIn(lateShare)),
    row('rebuilds each time', ({ duplicatesMean }) => inFull(1 + duplicatesMean)),
    row(`wasted rebuilds ${per}`, ({ wastedPerHour }) => write(wastedPerHour)),
    row('duplicate', ({ duplicatePerHour }) => write(duplicatePerHour), true),
    row('premature', ({ prematurePerHour }) => write(prematurePerHour), true)
  ]
}

/** "At β = 4 the hot key refreshes 7.48 s before expiry on average instead of 1.52 s; …" */
export function directionAnswer({ scenario, before, after, key, from, to }: Compared): string {
  const { per, write } = unitOf({ before, after })
  const at = `At β${THIN}=${THIN}${inFull(to, 4)}`
  const start = `${at} `
  const waste = `It wastes ${write(after.wastedPerHour)} rebuilds ${per}; at ${inFull(from, 4)} it was ${write(before.wastedPerHour)}.`
  const whose = `the ${key.name} key`
  if (after.gapMean === null)
    return `${start}as at ${inFull(from, 4)}, ${whose} is never refreshed early. ${waste}`
  const instead = before.gapMean === null ? '' : ` instead of ${inSeconds(before.gapMean)}`
  if (after.lateShare <= scenario.late)
    return `${start}${whose} refreshes ${inSeconds(after.gapMean)} before expiry on average${instead}, and ${lateIn(after.lateShare)} of its expiries reach users${before.lateShare > scenario.late ? `, after ${lateIn(before.lateShare)}` : ''}. ${waste}`
  return (
    `${at}, ${lateIn(after.lateShare)} of the expiries of ${whose} still reach users, after ${lateIn(before.lateShare)}. ` +
    `When it is refreshed early, it starts ${inSeconds(after.gapMean)} before expiry on average${instead}. ${waste}`
  )
}
