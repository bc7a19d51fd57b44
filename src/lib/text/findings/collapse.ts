/** When one expiry is too much for an origin with a limit, and which defences help. */
import type { CollapseOutlook, CollapseRate } from '#core'
import { atRate, count, fullUp, inFull, inOneUnit, list, toDigits } from '../words'

/** What XFetch does, by simulation: its β and, once it is known, the rate from which on it collapses. */
export interface XfetchCollapse {
  beta: number
  found: CollapseRate | null
}

/** A law in which requests are a fluid is no more exact than that. */
export const limitAt = (rate: number) => atRate(toDigits(rate, 3))

/** @param xfetch null leaves it out */
export function collapseFinding(outlook: CollapseOutlook, xfetch: XfetchCollapse | null): string {
  const { instances, name, none, origin, plain } = outlook
  const each = instances > 1 ? ' in each instance' : ''
  const many = Math.round(1 + plain.rate * plain.delta)
  const rebuilds = count(many, 'rebuild')
  const size = `Under plain TTL, one expiry of the ${name} key starts ${rebuilds}${many > 1 ? ' at once' : ''}${each}`
  if (origin === Infinity)
    return many === 1
      ? `${size}.`
      : `${size}. They clear within a lifetime if the origin runs at least ${fullUp(Math.ceil(none.origin))} at full speed.`
  return [
    `${size} if nothing slows them down; the origin runs ${inFull(origin, 4)} at full speed.`,
    clearing(outlook, many > 1 ? 'They keep' : 'It keeps'),
    ...defences(outlook),
    xfetch === null ? '' : early(outlook, xfetch)
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** Whether they clear, and where the limit is. */
function clearing({ instances, none, plain }: CollapseOutlook, keep: string): string {
  const time = inOneUnit([none.busy, plain.ttl, none.delta])
  const longer = none.delta === null ? '' : ` or a rebuild time of ${time(none.delta)}`
  if (none.load < none.limit)
    return `${keep} it busy for about ${time(none.busy)}, and a lifetime is ${time(plain.ttl)}. From about ${limitAt(none.rate * instances)}${longer} on, they would not clear within a lifetime.`
  const shorter = none.delta === null ? '' : ` or a rebuild time below ${time(none.delta)}`
  return `They do not clear within a lifetime: the new value expires while they still run. It takes less than about ${limitAt(none.rate * instances)}${shorter} to clear them.`
}

function defences({ coalesced, locked, none, processes }: CollapseOutlook): string[] {
  const coalescing = `coalescing in ${count(processes, 'process', 'processes')}`
  const helps = [
    ...(locked.rate === Infinity ? ['a lock'] : []),
    ...(coalesced.rate === Infinity ? [coalescing] : [])
  ]
  return [
    ...(helps.length > 0
      ? [`With ${list(helps)}, they clear at any request rate.`.replace(' and ', ', or with ')]
      : []),
    ...(coalesced.rate === none.rate
      ? [`Coalescing in ${processes} processes does not move the limit.`]
      : []),
    'Serving stale values does not move the limit: as many rebuilds start.'
  ]
}

function early({ instances }: CollapseOutlook, { beta, found }: XfetchCollapse): string {
  if (found === null) return ''
  const { cycles, rate, upTo } = found
  const within = `within ${inFull(cycles)} simulated cycles`
  const at = `With XFetch at β = ${inFull(beta, 4)}`
  const says =
    rate === Infinity
      ? `${at}, no rate up to ${limitAt(upTo * instances)} collapses ${within}.`
      : `${at}, a collapse shows ${within} from about ${limitAt(rate * instances)} on.`
  return `${says} It helps only while there is a value: an empty cache has the limit of plain TTL.`
}
