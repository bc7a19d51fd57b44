/** When one expiry is too much for an origin with a limit, and which defences help. */
import type { CollapseOutlook, CollapseRate } from '#core'
import { atRate, count, fullUp, inFull, inOneUnit, toDigits } from '../words'

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
  const rebuilds = count(toDigits(many, 3), 'rebuild')
  const size = `Under plain TTL, one expiry of the ${name} key starts ${rebuilds}${many > 1 ? ' at once' : ''}${each}`
  if (origin === Infinity)
    return many === 1
      ? `${size}.`
      : `${size}. They clear within a lifetime if the origin runs at least ${fullUp(Math.ceil(none.origin))} at full speed.`
  return [
    `${size}${many > 1 ? ' if nothing slows them down' : ''}. The origin runs ${inFull(origin, 4)} at full speed${clearing(outlook)}`,
    ...defences(outlook),
    xfetch === null ? '' : early(outlook, xfetch)
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** Whether they clear, and where the limit is: the rest of a sentence, and what follows it. */
function clearing({ instances, none, plain }: CollapseOutlook): string {
  const time = inOneUnit([none.busy, plain.ttl, none.delta])
  const longer = none.delta === null ? '' : ` or a rebuild time of ${time(none.delta)}`
  if (none.load < none.limit)
    return ` and is busy for about ${time(none.busy)} of a lifetime of ${time(plain.ttl)}. From about ${limitAt(none.rate * instances)}${longer} on, rebuilds would not clear within a lifetime.`
  const shorter = none.delta === null ? '' : `, or with a rebuild time below ${time(none.delta)}`
  return `. These rebuilds do not clear within a lifetime: the new value expires while they still run. Below about ${limitAt(none.rate * instances)}${shorter}, they would.`
}

function defences({ coalesced, locked, none, processes }: CollapseOutlook): string[] {
  const coalescing = `coalescing in ${count(processes, 'process', 'processes')}`
  const helps = [
    ...(locked.rate === Infinity ? ['a lock'] : []),
    ...(coalesced.rate === Infinity ? [coalescing] : [])
  ]
  return [
    ...(helps.length > 0 ? [`With ${helps.join(', or with ')}, they clear at any request rate.`] : []),
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
      ? `${at}, the origin does not collapse ${within} at up to ${limitAt(upTo * instances)}.`
      : `${at}, the origin collapses ${within} from about ${limitAt(rate * instances)} on.`
  return `${says} XFetch helps only while there is a value: an empty cache has the limit of plain TTL.`
}
