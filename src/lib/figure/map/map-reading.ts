/** What a crosshair reads on the map: every line of it at one rΔ, in words. */
import type { Reading } from '$lib/chart/Crosshair.svelte'
import { heightAt, type RegimeData, type RegimeKey } from './map-data'
import { THIN, asPercent, fullDown, fullUp, inFull, list, rangeInFull } from '$lib/text/words'

const beta = (value: number) => `β${THIN}=${THIN}${inFull(value, 2)}`
/** Below the least β of the axis, β = 0 does as well. */
const fromNone = ({ y }: RegimeData, value: number) => value < y[0] * 1.001
const allowed = (map: RegimeData, low: number, high: number) =>
  fromNone(map, low)
    ? `β up to ${fullDown(high, 2)}`
    : `β${THIN}=${THIN}${rangeInFull(low, high).join(' to ')}`

/**
 * @param heat rΔ, requests during one rebuild
 * @param y from β to px
 */
export function readMap(map: RegimeData, heat: number, y: (beta: number) => number): Reading {
  const bound = map.late[map.late.length - 1]
  const late = map.late
    .filter(({ level }, i) => level !== bound.level || i === map.late.length - 1)
    .flatMap(({ level, line }) => {
      const at = heightAt(line, heat)
      return at === null
        ? []
        : [{ name: `${asPercent(level)} late at`, value: beta(at), color: 'var(--bad)', y: y(at) }]
    })
  const [low, high] = (['low', 'high'] as const).map((end) =>
    heightAt(
      map.band.map((point) => ({ x: point.x, y: point[end] })),
      heat
    )
  )
  const best = heightAt(map.best, heat)
  return {
    title: `${inFull(heat)} requests a rebuild`,
    rows: [
      ...late,
      low === null || high === null
        ? { name: 'within your limits:', value: 'no β' }
        : {
            name: 'within your limits:',
            value: allowed(map, low, high),
            color: 'var(--key-2)',
            y: y(high)
          },
      ...(best === null
        ? []
        : [
            {
              name: 'fewest rebuilds at',
              value: fromNone(map, best) ? `β up to ${inFull(map.y[0])}` : beta(best),
              color: 'var(--key-2)',
              y: y(best)
            }
          ])
    ]
  }
}

/** The finding under the map: why rΔ counts, and which keys no β protects. */
export function regimeFinding(keys: RegimeKey[], { band, lifetimes, why, x }: RegimeData): string {
  const law =
    'rΔ makes a key hot or cold: how many requests arrive during one rebuild. The rate alone does not.'
  if (band.length === 0) return `${law} No β on this map keeps both of your limits.`
  // The map says nothing for sure of keys that have no closed form.
  const cold =
    why === null ? keys.filter(({ x, elsewhere }) => !elsewhere && x < band[0].x).map(({ name }) => name) : []
  const left =
    cold.length > 0
      ? ` The ${list(cold)} ${cold.length > 1 ? 'keys lie' : 'key lies'} left of that: no β protects ${cold.length > 1 ? 'them' : 'it'}.`
      : ''
  return `${law} Stronger colour means more waste: duplicates below, lost lifetime above. With a TTL of ${inFull(lifetimes)} rebuild times, ${band[0].x > x[0] ? `a β that keeps both of your limits exists only from rΔ = ${fullUp(band[0].x, 2)}` : 'some β keeps both of your limits at every rΔ of the map'}.${left}`
}
