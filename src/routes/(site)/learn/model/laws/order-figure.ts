/**
 * The same random numbers at every β. A request with `gap` seconds to expiry and the draw x = −ln U triggers when
 * βΔx ≥ gap, so it triggers from β = gap/(Δx) on. Raising β can only add triggers.
 */
import { type Model, Random, type Trigger, replay } from '#core'
import { round } from '$lib/chart/plot'
import { circleAt } from '$lib/figure/cycle/layout'
import { keyStyle } from '$lib/figure/palette'
import { inFull, inSeconds } from '$lib/text/words'
import { keyWith } from '../figures/keys'
import { clamp, roundTicks, timeAxis, words, type Axis, type PlotData } from '../figures/plot'

type LifetimeModel = Pick<Model, 'ttl' | 'delta' | 'rate'>

/** The requests of one lifetime, in the order of time. Each cycle has a stream of its own. */
export function lifetime({ ttl, delta, rate }: LifetimeModel, cycle: number, seed = 1): Trigger[] {
  const requests: Trigger[] = []
  const neverEarly = keyWith(0, 0, { ttl, delta, rate })
  const look = replay(neverEarly, new Random(seed, cycle), 1, ({ toExpiry, draw }) => {
    if (toExpiry <= 0) return false
    requests.push({ gap: toExpiry, from: toExpiry / (delta * draw) })
  })
  look.next()
  return requests
}

/** The gap of the first trigger at this β, s; 0 when no request of the lifetime triggers. */
export const firstGap = (requests: readonly Trigger[], beta: number) =>
  requests.find(({ from }) => from <= beta)?.gap ?? 0

/** The gap of every cycle at this β. */
export const gapsAt = (cycles: readonly Trigger[][], beta: number) =>
  cycles.map((requests) => firstGap(requests, beta))

const { color } = keyStyle(0)
/** How much of the lifetime is drawn, s before expiry. */
export const REACH = 10
export const BETA_AXIS: Axis = {
  domain: [0.2, 40],
  log: true,
  ticks: [0.3, 1, 3, 10, 30],
  format: (value) => inFull(value)
}

/** The requests of one lifetime that trigger at this β; those that do not are drawn below. */
export function triggersPlot(requests: Trigger[], beta: number): PlotData {
  const gap = firstGap(requests, beta)
  return {
    label: `Every request of one lifetime, at the β from which on it triggers; at β = ${inFull(beta)} the first that does comes ${inSeconds(gap)} before expiry`,
    height: 190,
    margin: { top: 18, right: 16, bottom: 42, left: 34 },
    x: timeAxis(REACH, 'time before expiry of the request'),
    y: BETA_AXIS,
    marks: ({ x, y, width, height }) => {
      const line = round(y(beta))
      const first = x(Math.min(REACH, gap))
      const dots = requests
        .filter(({ gap, from }) => gap <= REACH && from <= beta)
        .map(({ gap, from }) => circleAt(x(gap), round(clamp(y(from), 3, height - 2)), 3.2))
      return [
        { path: { d: `M0,${line}H${width}V${height}H0z`, fill: color, opacity: 0.09 } },
        { path: { d: dots.join(''), fill: color } },
        { path: { d: `M0,${line}H${width}`, stroke: color, 'stroke-width': 1.6 } },
        words(`β = ${inFull(beta)}`, 2, line - 6, { fill: color }),
        ...(gap > 0
          ? [
              { path: { d: `M${first},0V${height}`, stroke: 'var(--ink)', 'stroke-dasharray': '3 3' } },
              words(`first trigger: ${inSeconds(gap, 2)}`, first, -6, {
                anchor: first > width - 60 ? 'end' : 'middle'
              })
            ]
          : [])
      ]
    }
  }
}

/**
 * The gap of cycle after cycle with the same random numbers, one line to each β: lines may touch and never cross.
 * @param lines the gap of every cycle, s, smallest β first
 * @param beta whose line is in front
 */
export function orderPlot(lines: { beta: number; gaps: number[] }[], beta: number): PlotData {
  const count = lines[0].gaps.length
  const max = 1.05 * Math.max(...lines.flatMap(({ gaps }) => gaps))
  return {
    label: `The gap of ${count} cycles with the same dice at ${lines.length} values of β from ${inFull(lines[0].beta)} to ${inFull(lines[lines.length - 1].beta)}: no line of a larger β is ever below one of a smaller`,
    height: 190,
    margin: { top: 12, right: 52, bottom: 42, left: 46 },
    x: {
      domain: [1, count],
      ticks: [1, ...roundTicks([1, count], 5, 5)(false).filter((tick) => tick > 1)],
      format: String,
      title: 'cycle'
    },
    y: { domain: [0, max], ticks: roundTicks([0, max], 5, 5), format: (value) => inSeconds(value) },
    marks: ({ y, width, height }) => {
      const fillOf = (front: boolean) => (front ? color : 'var(--muted)')
      let lowest = height + 14
      // Names at the right end are pushed apart.
      const names = lines.map(({ beta: other, gaps }) => {
        lowest = Math.min(y(gaps[count - 1]) + 4, lowest - 13)
        const front = other === beta
        const look = { fill: fillOf(front), weight: front ? 600 : 400, halo: false }
        return words(`β ${inFull(other)}`, width + 6, Math.round(lowest), look)
      })
      return [
        ...lines.map(({ beta: other, gaps }) => ({
          line: {
            points: gaps.map((gap, i) => ({ x: i + 1, y: gap })),
            stroke: fillOf(other === beta),
            width: other === beta ? 2.4 : 1
          }
        })),
        ...names
      ]
    }
  }
}
