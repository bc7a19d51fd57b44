/** The rows of the collapse figure: the request rate from which one expiry does not clear, with each defence. */
import type { TableData } from '$lib/chart/frame/DataTable.svelte'
import { type CollapseOutlook, powerOfTen, decadeOf } from '#core'
import { limitAt, type XfetchCollapse } from '$lib/text/findings/collapse'
import { atRate, inFull } from '$lib/text/words'

/** A page view of 25 June 2009 on a large encyclopedia; the presets of the tuner have its source. */
export const EXAMPLE = '?beta=0&ttl=10m&delta=30s&keys=article:278/s&origin=1000'

interface CollapseRow {
  name: string
  /** 1/s over all instances; Infinity where no rate does it, null while that is not known. */
  limit: number | null
  simulated: boolean
  words: string
}

export function collapseRows(
  { coalesced, instances, locked, none, processes }: CollapseOutlook,
  { beta, found }: XfetchCollapse
): CollapseRow[] {
  const byLaw = (name: string, limit: number): CollapseRow => ({
    name,
    limit: limit * instances,
    simulated: false,
    words: limit === Infinity ? 'clears at any rate' : `from about ${limitAt(limit * instances)}`
  })
  return [
    byLaw('plain TTL', none.rate),
    byLaw('plain TTL, stale values served', none.rate),
    byLaw(`coalescing, ${inFull(processes)} process${processes === 1 ? '' : 'es'}`, coalesced.rate),
    byLaw('lock', locked.rate),
    {
      name: `XFetch, β = ${inFull(beta, 4)}`,
      limit: found === null ? null : found.rate * instances,
      simulated: true,
      words:
        found === null
          ? 'simulating …'
          : found.rate === Infinity
            ? `clears up to ${limitAt(found.upTo * instances)}`
            : `from about ${limitAt(found.rate * instances)}`
    }
  ]
}

/** Whole decades around the key's rate and all limits. */
export function collapseDomain(
  { instances, plain }: CollapseOutlook,
  rows: readonly CollapseRow[]
): [number, number] {
  const rates = [
    plain.rate * instances,
    ...rows.flatMap(({ limit }) => (limit !== null && limit < Infinity ? [limit] : []))
  ]
  return [powerOfTen(decadeOf(Math.min(...rates) / 2)), powerOfTen(decadeOf(Math.max(...rates) * 2) + 1)]
}

export const collapseTable = (
  { instances, plain }: CollapseOutlook,
  rows: readonly CollapseRow[]
): TableData => ({
  caption: `The request rate from which one expiry does not clear within a lifetime. This key: ${atRate(plain.rate * instances)}.`,
  columns: ['defence', 'limit', 'found by'],
  rows: rows.map(({ name, words, simulated }) => [name, words, simulated ? 'simulation' : 'law'])
})
