/** What happens in one replayed cycle, and in all fifty, in sentences and as a table. */
import type { Coordination, Model } from '#core'
import type { TableData } from '$lib/chart/frame/DataTable.svelte'
import { capitalized } from '$lib/text/sentence'
import { count, fullUp, inFull, inOneUnit, inSeconds, list } from '$lib/text/words'
import type { Happening } from './happening'

/** "1.5 s before expiry". */
export const whenOf = (gap: number, time: (seconds: number) => string = inSeconds) =>
  gap > 0 ? `${time(gap)} before expiry` : gap < 0 ? `${time(-gap)} after expiry` : 'at expiry'

const atLeast = ({ truncated }: Happening) => (truncated ? 'at least ' : '')

const guard: Record<Coordination, string> = {
  none: '',
  coalesce: 'but their process already rebuilds the value',
  lock: 'but the lock stops them'
}

/** One cycle in one to five sentences. */
export function cycleInWords(happening: Happening, { delta, coordination }: Model): string {
  const { first, missed, late, duplicates, kept, waiting, firstWrite } = happening
  const time = inOneUnit([first.gap, firstWrite, ...(missed ? [delta] : [])])
  const when = (gap: number) => whenOf(gap, time)
  const sentences = missed
    ? [
        'No request refreshes before expiry.',
        `The next one comes ${when(first.gap)}, finds no value and waits ${time(delta)} for its rebuild.`
      ]
    : [
        `The first early refresh comes ${when(first.gap)}.`,
        `This request would refresh at any β ≥ ${fullUp(first.from, 2)}.`,
        `Its rebuild is written ${when(firstWrite)}, ${
          !late
            ? 'in time'
            : waiting === 0
              ? 'too late, but no request comes in between'
              : `too late: ${atLeast(happening)}${count(waiting, 'request must wait', 'requests must wait')}`
        }.`
      ]
  if (missed && waiting > 1)
    sentences.push(
      `${atLeast(happening)}${count(waiting - 1, 'more request waits', 'more requests wait')} with it.`
    )
  if (duplicates.length > 0)
    sentences.push(
      `Meanwhile, ${atLeast(happening)}${count(duplicates.length, 'more request triggers and starts a duplicate', 'more requests trigger and start duplicates')}.`
    )
  else if (coordination === 'none' && kept.length === 0) sentences.push('No duplicate starts.')
  if (kept.length > 0)
    sentences.push(
      `${atLeast(happening)}${count(kept.length, 'more request triggers', 'more requests trigger')}, ${guard[coordination].replace('them', kept.length === 1 ? 'it' : 'them').replace('their', kept.length === 1 ? 'its' : 'their')}.`
    )
  return sentences.map(capitalized).join(' ')
}

/** Counts of all cycles at the present β, and how many moved from β = 1. */
export function cyclesFinding(now: Happening[], atOne: Happening[], beta: number, name: string): string {
  const missed = now.filter((one) => one.missed).length
  const late = now.filter((one) => one.late).length - missed
  const duplicates = now.reduce((sum, one) => sum + one.duplicates.length, 0)
  const truncated = now.some((one) => one.truncated)
  const outcomes: [count: number, how: string][] = [
    [now.length - missed - late, 'in time'],
    [late, 'late'],
    [missed, 'not at all']
  ]
  const parts = outcomes
    .filter(([count]) => count > 0)
    .map(([count, how], i) =>
      i > 0
        ? `${inFull(count)} ${how}`
        : `${count === now.length ? 'all' : inFull(count)} ${count === 1 ? 'is' : 'are'} refreshed ${how}`
    )
  const refreshed = missed === now.length ? 'none is refreshed before expiry' : list(parts)
  const wasted =
    duplicates === 0
      ? 'no duplicate rebuilds'
      : `${truncated ? 'at least ' : ''}${count(duplicates, 'duplicate rebuild')}`
  const counts = `Of ${inFull(now.length)} cycles of the ${name} key, ${refreshed}, with ${wasted}.`
  if (beta === 1) return `${counts} Raise β: the same requests refresh earlier, and never later.`
  const earlier = now.filter(({ first }, i) => first.gap > atOne[i].first.gap).length
  const later = now.filter(({ first }, i) => first.gap < atOne[i].first.gap).length
  const same = now.length - earlier - later
  const [moved, way, other] = beta > 1 ? [earlier, 'earlier', 'later'] : [later, 'later', 'earlier']
  const moves =
    same === now.length
      ? 'none refreshes earlier or later than at β = 1'
      : same === 0
        ? `all refresh ${way} than at β = 1`
        : `${inFull(moved)} ${moved === 1 ? 'refreshes' : 'refresh'} ${way} than at β = 1 and none ${other}; ${inFull(same)} ${same === 1 ? 'is' : 'are'} unchanged`
  return `${counts} With the same requests and the same random numbers, ${moves}.`
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
      `${one.duplicates.length > 0 ? atLeast(one) : ''}${inFull(one.duplicates.length)}`,
      inFull(one.kept.length),
      whenOf(one.lastWrite)
    ])
  }
}

/** A cycle in a few words, for readers who step through the rows. */
export const inBrief = (one: Happening) =>
  `${outcome(one)}, first trigger ${whenOf(one.first.gap)}, ${one.duplicates.length > 0 ? atLeast(one) : ''}${count(one.duplicates.length, 'duplicate')}`

/** What the cache does at this time before expiry (s). */
export function stateAt(
  { first, duplicates, firstWrite, lastWrite }: Happening,
  delta: number,
  at: number
): string {
  if (at > first.gap) return at > 0 ? 'the value is served' : 'expired, no request has come yet'
  const running = [first, ...duplicates].filter(({ gap }) => gap >= at && gap - delta < at).length
  const rebuilds = count(running, 'rebuild runs', 'rebuilds run')
  if (at > firstWrite) return at > 0 ? `${rebuilds}, the old value is served` : `${rebuilds}, requests wait`
  return at > lastWrite ? `the new value is served, ${rebuilds}` : 'the new value is served'
}
