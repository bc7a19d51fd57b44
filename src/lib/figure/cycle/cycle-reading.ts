/** What happens in one replayed cycle, and in all fifty, in sentences and as a table. */
import type { Coordination, Model } from '#core'
import type { TableData } from '$lib/chart/frame/DataTable.svelte'
import { inFull, inSeconds, list } from '$lib/text/words'
import type { Happening } from './happening'

/** "1.5 s before expiry". */
export const whenOf = (gap: number) =>
  gap > 0 ? `${inSeconds(gap)} before expiry` : gap < 0 ? `${inSeconds(-gap)} after expiry` : 'at expiry'

const many = (count: number, one: string, more = `${one}s`) => `${inFull(count)} ${count === 1 ? one : more}`
const atLeast = ({ truncated }: Happening) => (truncated ? 'at least ' : '')

const guard: Record<Coordination, string> = {
  none: '',
  coalesce: 'because their process already rebuilds',
  lock: 'by the lock'
}

/** One cycle in one to three sentences. */
export function cycleInWords(happening: Happening, { delta, coordination }: Model): string {
  const { first, missed, late, duplicates, kept, waiting, firstWrite } = happening
  const sentences = [
    missed
      ? `No request triggers before expiry. The first after it comes ${inSeconds(-first.gap)} late, finds no value and waits ${inSeconds(delta)} for its rebuild.`
      : `A request ${whenOf(first.gap)} triggers first; its dice let it trigger from β = ${inFull(first.from)} on. Its rebuild is written ${
          late
            ? `${whenOf(firstWrite)}, too late: ${waiting === 0 ? 'by luck no request comes meanwhile' : `${atLeast(happening)}${many(waiting, 'request')} must wait`}.`
            : `in time, ${whenOf(firstWrite)}.`
        }`
  ]
  if (missed && waiting > 1)
    sentences.push(`${atLeast(happening)}${many(waiting - 1, 'more request', 'more requests')} wait with it.`)
  if (duplicates.length > 0)
    sentences.push(
      `Meanwhile ${atLeast(happening)}${many(duplicates.length, 'more triggers and starts a duplicate', 'more trigger and start duplicates')}.`
    )
  else if (coordination === 'none' && kept.length === 0) sentences.push('No duplicate.')
  if (kept.length > 0)
    sentences.push(
      `${atLeast(happening)}${many(kept.length, 'more triggers', 'more trigger')} and ${kept.length === 1 ? 'is' : 'are'} kept from rebuilding, ${guard[coordination]}.`
    )
  return sentences.map((sentence) => sentence[0].toUpperCase() + sentence.slice(1)).join(' ')
}

/** Counts of all cycles at the present β, and how many moved from β = 1. */
export function cyclesFinding(now: Happening[], atOne: Happening[], beta: number, name: string): string {
  const missed = now.filter((one) => one.missed).length
  const late = now.filter((one) => one.late).length - missed
  const duplicates = now.reduce((sum, one) => sum + one.duplicates.length, 0)
  const truncated = now.some((one) => one.truncated)
  const parts = [
    `${inFull(now.length - missed - late)} are refreshed in time`,
    ...(late > 0 ? [`${inFull(late)} late`] : []),
    ...(missed > 0 ? [`${inFull(missed)} missed`] : [])
  ]
  const counted = `Of ${inFull(now.length)} cycles of ${name}, ${list(parts)}; ${
    duplicates === 0
      ? 'no duplicates'
      : `${truncated ? 'at least ' : ''}${many(duplicates, 'duplicate rebuild')}`
  }.`
  if (beta === 1) return `${counted} Raise β: the same requests with the same dice fire earlier, never later.`
  const earlier = now.filter(({ first }, i) => first.gap > atOne[i].first.gap).length
  const later = now.filter(({ first }, i) => first.gap < atOne[i].first.gap).length
  const same = now.length - earlier - later
  const moved =
    beta > 1
      ? `${inFull(earlier)} fire earlier than at β = 1 and none later`
      : `${inFull(later)} fire later than at β = 1 and none earlier`
  return `${counted} With the same requests and the same dice, ${moved}${same > 0 ? `; ${inFull(same)} ${same === 1 ? 'is' : 'are'} as at β = 1` : ''}.`
}

const outcome = ({ missed, late }: Happening) => (missed ? 'missed' : late ? 'late' : 'in time')

/** Every cycle as a row. */
export function cyclesTable(now: Happening[], beta: number, name: string): TableData {
  return {
    caption: `Cycles of ${name} at β = ${inFull(beta, 4)}`,
    columns: [
      'cycle',
      'outcome',
      'first trigger',
      'triggers from β',
      'duplicates',
      'kept back',
      'last write'
    ],
    rows: now.map((one, i) => [
      String(i + 1),
      outcome(one),
      whenOf(one.first.gap),
      one.missed ? 'any' : inFull(one.first.from),
      `${atLeast(one)}${inFull(one.duplicates.length)}`,
      inFull(one.kept.length),
      whenOf(one.lastWrite)
    ])
  }
}

/** A cycle in a few words, for readers who step through the rows. */
export const inBrief = (one: Happening) =>
  `${outcome(one)}, first trigger ${whenOf(one.first.gap)}, ${atLeast(one)}${many(one.duplicates.length, 'duplicate')}`

/** What the cache does at this time before expiry (s). */
export function stateAt(
  { first, duplicates, firstWrite, lastWrite }: Happening,
  delta: number,
  at: number
): string {
  if (at > first.gap) return at > 0 ? 'the value is served' : 'expired, no request has come yet'
  const running = [first, ...duplicates].filter(({ gap }) => gap >= at && gap - delta < at).length
  const rebuilds = many(running, 'rebuild runs', 'rebuilds run')
  if (at > firstWrite) return at > 0 ? `${rebuilds}, the old value is served` : `${rebuilds}, requests wait`
  return at > lastWrite ? `the new value is served, ${rebuilds}` : 'the new value is served'
}
