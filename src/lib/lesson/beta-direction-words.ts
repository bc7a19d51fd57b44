/** The answer of the first lesson: its figures, and a sentence or two. */
import { counted, inFull, THIN } from '$lib/text/words'
import { lateIn, unitOf, type Compared } from './compared'
import type { TermName } from '$lib/text/terms/terms'
import type { Row } from './lesson'

export function rowsOf({ before, after, time }: Compared): Row[] {
  const { per, write } = unitOf({ before, after })
  const row = (
    label: string,
    show: (figures: typeof before) => string,
    term?: TermName,
    part = false
  ): Row => ({
    label,
    term,
    before: show(before),
    after: show(after),
    ...(part && { part })
  })
  return [
    row('mean early refresh before expiry', ({ gapMean }) => (gapMean === null ? 'never' : time(gapMean))),
    row('expiries that reach users', ({ lateShare }) => lateIn(lateShare), 'late'),
    row('rebuilds per refresh', ({ duplicatesMean }) => inFull(1 + duplicatesMean)),
    row(`wasted rebuilds ${per}`, ({ wastedPerHour }) => write(wastedPerHour), 'wasted'),
    row('duplicate', ({ duplicatePerHour }) => write(duplicatePerHour), 'duplicate', true),
    row('premature', ({ prematurePerHour }) => write(prematurePerHour), 'premature', true)
  ]
}

/** "At β = 4 the hot key refreshes 7.48 s before expiry on average instead of 1.52 s; …" */
export function directionAnswer({ scenario, before, after, key, from, to, time }: Compared): string {
  const { per, write } = unitOf({ before, after })
  const at = `At β${THIN}=${THIN}${inFull(to, 4)}`
  const waste = `It wastes ${counted(write(after.wastedPerHour), 'rebuild')} ${per}, instead of ${write(before.wastedPerHour)}.`
  const whose = `the ${key.name} key`
  if (after.gapMean === null)
    return `${at}, as at ${inFull(from, 4)}, ${whose} is never refreshed early. ${waste}`
  const instead = before.gapMean === null ? '' : ` instead of ${time(before.gapMean)}`
  if (after.lateShare <= scenario.late)
    return `${at} ${whose} refreshes ${time(after.gapMean)} before expiry on average${instead}, and ${lateIn(after.lateShare)} of its expiries reach users${before.lateShare > scenario.late ? ` instead of ${lateIn(before.lateShare)}` : ''}. ${waste}`
  return (
    `${at}, ${lateIn(after.lateShare)} of the expiries of ${whose} still reach users. At β${THIN}=${THIN}${inFull(from, 4)} it was ${lateIn(before.lateShare)}. ` +
    `Early refreshes start ${time(after.gapMean)} before expiry on average${instead}. ${waste}`
  )
}
