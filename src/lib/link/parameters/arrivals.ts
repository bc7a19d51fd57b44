import type { Arrivals } from '#core'
import { echo } from '../echo'
import type { Say } from '../note'
import { readNumber } from '../quantity/read-number'

/**
 * `poisson`, `even` or `burst:on:off:ratio`, such as `burst:1m:9m:5`: peaks of 1 min and quiet phases of 9 min on average,
 * requests coming 5 times as often at peak. Without the ratio none come between the peaks.
 */
export function readArrivals(text: string, say: Say): Arrivals {
  const [word, on, off, ratio, ...rest] = text.trim().split(':', 5)
  const kind = word.toLowerCase()
  if (on === undefined && (kind === 'poisson' || kind === 'even')) return { kind }
  if (kind === 'burst' && off !== undefined && rest.length === 0) {
    let readable = true
    const heed: Say = (kind, field, message) => {
      if (kind === 'bad') readable = false
      else say(kind, field, message)
    }
    const arrivals = {
      kind,
      on: readNumber('arrivals burst', on, 'burstOn', heed) ?? 0,
      off: readNumber('arrivals pause', off, 'burstOff', heed) ?? 0,
      ...(ratio !== undefined && { ratio: readNumber('arrivals peak', ratio, 'burstRatio', heed) ?? 1 })
    } as const
    if (readable) return arrivals
  }
  say('bad', 'arrivals', `arrivals=${echo(text)} is not poisson, even or burst:1m:9m:5; using poisson`)
  return { kind: 'poisson' }
}
