/** What a crosshair reads on the map: every line of it at one rΔ, in words. */
import type { Reading } from '$lib/chart/Crosshair.svelte'
import { heightAt, type RegimeData, type RegimeKey } from './map-data'
import { THIN, asPercent, fullUp, inFull, rangeInFull } from '$lib/text/words'

const beta = (value: number) => `β${THIN}=${THIN}${inFull(value, 2)}`
const allowed = (low: number, high: number) => `β${THIN}=${THIN}${rangeInFull(low, high).join(' to ')}`

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
            value: allowed(low, high),
            color: 'var(--key-2)',
            y: y(high)
          },
      ...(best === null
        ? []
        : [{ name: 'fewest rebuilds at', value: beta(best), color: 'var(--key-2)', y: y(best) }])
    ]
  }
}

/** The finding under the map: why rΔ counts, and which keys no β protects. */
export function regimeFinding(keys: RegimeKey[], { band, lifetimes }: RegimeData): string {
  const law =
    'What makes a key hot or cold for XFetch is not its request rate but rΔ, the requests that come while one rebuild runs.'
  if (band.length === 0) return `${law} Nowhere on this map does a β keep both of your limits.`
  const from = fullUp(band[0].x, 2)
  const cold = keys.filter(({ x, elsewhere }) => !elsewhere && x < band[0].x).map(({ name }) => name)
  return `${law} The stronger the colour, the more is wasted: below from duplicates, above from lost lifetime. For a lifetime of ${inFull(lifetimes)} rebuild times only from rΔ = ${from} on is there a β that keeps both of your limits${
    cold.length > 0 ? `; ${cold.join(', ')} ${cold.length > 1 ? 'stand' : 'stands'} left of it` : ''
  }.`
}
