/** Which defence to choose for a key, which two come close, and why, in words. */
import type { Comparison, Limit, Row } from '#core'
import { capitalized, n, type Sentence } from '../sentence'
import { asPercent, exactShare, inFull, rebuildsInOneUnit } from '../words'
import { defenceName } from './defence-words'

/** Shares below this are never seen. */
const NEVER = 1e-9

const rowOf = ({ rows }: Comparison, name: Row['name']) => rows.find((row) => row.name === name)!

/** "one at a time", "up to 11 at once". */
const atOnce = (row: Row) => {
  const most = row.judged!.inFlightMaxP99
  return most === 1 ? 'one at a time' : `up to ${inFull(most)} at once`
}
const waits = (row: Row) => {
  const { blockedShare } = row.judged!
  return blockedShare < NEVER ? 'nobody waits' : `${asPercent(blockedShare)} of the requests wait`
}

/** What is wrong with a defence that breaks a limit. */
function fault(row: Row, limit: Limit): string {
  const { inFlightMaxP99, lateShare, lifetimeShare } = row.judged!
  if (limit === 'late') return `${asPercent(lateShare)} of its refreshes are late`
  if (limit === 'give') return `it throws away ${asPercent(lifetimeShare)} of the TTL`
  if (limit === 'origin') return `up to ${inFull(inFlightMaxP99)} rebuilds run at once`
  return 'its refreshes run into each other'
}

/** What speaks against one that comes close; '' where its rebuilds say it. */
function drawback(row: Row, best: Row): string {
  const { breaks, judged, name } = row
  if (breaks.length > 0) return `, but ${fault(row, breaks[0])}`
  if (judged!.inFlightMaxP99 > best.judged!.inFlightMaxP99) return `, but ${atOnce(row)}`
  if (name === 'job') return ', whether anybody asks or not'
  if (name.startsWith('stale')) return `, and ${asPercent(judged!.staleShare)} of the answers are expired`
  if (name.startsWith('ahead')) return ', but its share does not adapt to the rebuild time'
  return ''
}

/** Beyond this many times the rebuilds, or without the limits, the next one is not close. */
const CLOSE = 1.5
const isClose = (row: Row, best: Row) =>
  best.breaks.length === 0 &&
  row.breaks.length === 0 &&
  row.judged!.rebuildsPerHour <= CLOSE * best.judged!.rebuildsPerHour

/** All rates of the page’s sentences, in one unit of time. */
const rebuildsOf = ({ rows, fewest }: Comparison) =>
  rebuildsInOneUnit([fewest, ...rows.flatMap(({ judged }) => judged?.rebuildsPerHour ?? [])])

/** The sentence above the figure. Empty while it is being calculated. */
export function defenceHeadline(compared: Comparison, key: string | null): Sentence {
  const { choice } = compared
  if (choice === null) return []
  const best = rowOf(compared, choice.best)
  const name = defenceName(best, compared)
  const whose = key === null ? '' : ` for ${key}`
  if (!choice.kept) return [`No defence keeps your limits${whose}. The nearest is `, n(name), '.']
  return ['Choose ', n(name), whose, '.']
}

/** Why that one. */
export function defenceReasons(compared: Comparison): Sentence[] {
  const { choice, scenario } = compared
  if (choice === null) return []
  const write = rebuildsOf(compared)
  const best = rowOf(compared, choice.best)
  const { judged, breaks } = best
  const costs = `${write(judged!.rebuildsPerHour)}, ${atOnce(best)}, and ${waits(best)}`
  return [
    choice.kept
      ? [`It keeps late refreshes within ${exactShare(scenario.late)}: ${costs}.`]
      : [`It makes ${costs}, but ${fault(best, breaks[0])}.`],
    [`The fewest that serve every request a live value are ${write(compared.fewest)}.`]
  ]
}

/** The two that come close, what stale values would save, and the cache as it is: a line each. */
export function defenceOthers(compared: Comparison): Sentence[] {
  const { choice, rows } = compared
  if (choice === null) return []
  const write = rebuildsOf(compared)
  const best = rowOf(compared, choice.best)
  const close = choice.close.map((name) => {
    const row = rowOf(compared, name)
    return [
      n(capitalized(defenceName(row, compared))),
      ` comes ${isClose(row, best) ? 'close' : 'next'}: ${write(row.judged!.rebuildsPerHour)}${drawback(row, best)}.`
    ]
  })
  const stale = rowOf(compared, 'stale')
  const withStale: Sentence =
    choice.staleAllowed || !stale?.judged || stale.breaks.length > 0
      ? []
      : [
          'If expired values may be served, ',
          n(defenceName(stale, compared)),
          ` needs no early refresh: ${write(stale.judged.rebuildsPerHour)}, and ${asPercent(stale.judged.staleShare)} of the answers are expired.`
        ]
  const yours = rows.find((row) => row.yours)
  const asItIs: Sentence = !yours?.judged
    ? []
    : yours === best
      ? ['That is your cache as it is.']
      : choice.close.includes(yours.name)
        ? []
        : [
            `Your cache as it is makes ${write(yours.judged.rebuildsPerHour)}, ${atOnce(yours)}, and ${yours.breaks.length > 0 ? fault(yours, yours.breaks[0]) : waits(yours)}.`
          ]
  return [...close, withStale, asItIs].filter((sentence) => sentence.length > 0)
}
