/** One cycle of the simulation, request by request, on a time line. */
import { type Model, Random, type Request, exp, replay } from '#core'
import { round } from '$lib/chart/plot'
import { circleAt } from '$lib/figure/cycle/layout'
import { keyStyle } from '$lib/figure/palette'
import { words, type Mark, type PlotData, type PlotText } from './plot'

interface Rebuild {
  from: number
  to: number
}

interface CycleData {
  /** Every request up to the last write of the cycle, s after the write before. */
  requests: Pick<Request, 'time' | 'triggered' | 'started'>[]
  rebuilds: Rebuild[]
  gap: number
}

/**
 * The first cycle in the streams of this seed that is in time and has this many duplicates.
 * @param model without coordination, with a fixed rebuild time and an exact expiry
 */
export function cycleData(model: Model, duplicates: number, seed = 1): CycleData {
  for (let shard = 0; ; shard++) {
    const requests: CycleData['requests'] = []
    const rebuilds: Rebuild[] = []
    const play = replay(model, new Random(seed, shard), 1, ({ time, triggered, started }) => {
      requests.push({ time, triggered, started })
      if (started) rebuilds.push({ from: time, to: time + model.delta })
    })
    const { value } = play.next()
    if (!value || value.duplicates !== duplicates || value.late) continue
    const end = rebuilds[duplicates].to
    return {
      requests: requests.filter(({ time }) => time < end),
      rebuilds: rebuilds.slice(0, duplicates + 1),
      gap: value.gap
    }
  }
}

/** Where things stand, px: the time line, the chance above it, the write before the break, the rebuilds below. */
const LINE = 124
const CURVE = 66
const WRITE = -28
const LANE = { top: LINE + 16, step: 17, height: 11 }
const FOOT = 206
const REBUILD = keyStyle(0).color
const WINDOW = keyStyle(1).color
const POINTS = 80

/** One cycle on a time line: requests, the rising chance, the first trigger, its duplicates, writes and expiries. */
export function cyclePlot(
  { requests, rebuilds, gap }: CycleData,
  { ttl: expiry, delta }: Model,
  narrow: boolean
): PlotData {
  // The beginning of the lifetime is left out: nothing triggers there.
  const domain: [number, number] = [expiry - (narrow ? 6.4 : 8.4) * delta, expiry + 1.9 * delta]
  const [from, to] = domain
  const first = rebuilds[0]
  const last = rebuilds[rebuilds.length - 1]
  const chanceUntil = (end: number) =>
    Array.from({ length: POINTS + 1 }, (_, i) => {
      const x = from + ((end - from) * i) / POINTS
      return { x, y: exp(-Math.max(0, expiry - x) / delta) }
    })
  const shown = requests.filter(({ time }) => time > from && time < to)
  return {
    label: `One cycle of a value that lives ${expiry} seconds: requests come at random, the chance that one triggers rises towards the expiry; the first trigger comes ${gap.toFixed(1)} seconds before it and starts a rebuild, ${rebuilds.length - 1} more requests trigger while it runs, and the last write sets the next expiry`,
    height: LINE,
    margin: { top: 18, right: 12, bottom: 88, left: 40 },
    x: { domain, ticks: [], format: String },
    y: { domain: [0, LINE / CURVE], ticks: [], format: String },
    marks: ({ x, width }) => {
      const at = (seconds: number) => round(x(seconds))
      const say = (text: string, x: number, y: number, look: Partial<PlotText> = {}) =>
        words(text, x, y, { anchor: 'middle', weight: 400, ...look })
      /** A length of time with its name above it. */
      const span = (name: Mark, from: number, to: string, y: number): Mark[] => [
        { path: { d: `M${from},${y - 4}v8M${from},${y}H${to}`, stroke: 'var(--muted)', fill: 'none' } },
        name
      ]
      const quiet = { fill: 'var(--muted)' }
      const until = (y: number) => `${at(expiry)}M${at(expiry)},${y - 4}v8`
      const starts = shown.filter(({ started }) => started)
      return [
        { area: { points: chanceUntil(first.to), fill: WINDOW, opacity: 0.18 } },
        { line: { points: chanceUntil(expiry), stroke: WINDOW, width: 1.2, dash: '3 3' } },
        { line: { points: chanceUntil(first.to), stroke: WINDOW, width: 1.8 } },
        say(
          narrow ? 'chance to trigger' : 'chance of a request to trigger',
          at(expiry - 3.4 * delta),
          LINE - 24,
          { fill: WINDOW, anchor: 'end' }
        ),
        { path: { d: `M${WRITE},${LINE}H0`, stroke: 'var(--muted)', 'stroke-dasharray': '2 4' } },
        { path: { d: `M${WRITE},${LINE - 7}v14`, stroke: REBUILD, 'stroke-width': 2.4 } },
        say('write', WRITE, LINE + 20, { fill: REBUILD }),
        {
          path: {
            d: shown
              .filter(({ started }) => !started)
              .map(
                ({ time, triggered }) =>
                  `M${at(time)},${LINE + (triggered ? 0 : 5)}V${LINE - (triggered ? 12 : 5)}`
              )
              .join(''),
            stroke: 'var(--muted)'
          }
        },
        {
          path: {
            d: starts.map(({ time }) => `M${at(time)},${LINE}v-12`).join(''),
            stroke: REBUILD,
            'stroke-width': 2.4
          }
        },
        { path: { d: starts.map(({ time }) => circleAt(at(time), LINE - 14, 3.4)).join(''), fill: REBUILD } },
        {
          path: {
            d: `M${at(expiry)},0V182`,
            stroke: 'var(--ink)',
            'stroke-width': 1.2,
            'stroke-dasharray': '4 3'
          }
        },
        say('expiry e', at(expiry), -6, { weight: 600 }),
        ...span(say('lifetime T', (WRITE + at(expiry)) / 2, 9, quiet), WRITE, until(14), 14),
        ...span(
          say('gap G', (at(first.from) + at(expiry)) / 2, 33, { weight: 600 }),
          at(first.from),
          until(38),
          38
        ),
        ...rebuilds.flatMap(({ from, to }, i): (Mark | null)[] => {
          const top = LANE.top + i * LANE.step
          const [start, end] = [at(from), at(to)]
          const written = i === rebuilds.length - 1 ? 'last write' : i === 0 ? 'write' : ''
          return [
            { path: { d: `M${start},${LINE}V${top}`, stroke: REBUILD, 'stroke-dasharray': '2 2' } },
            {
              path: {
                d: `M${start},${top}H${end}v${LANE.height}H${start}z`,
                fill: REBUILD,
                opacity: i === 0 ? 0.9 : 0.45
              }
            },
            i === 0
              ? say('Δ', (start + end) / 2, top + 9, { fill: 'var(--surface)', weight: 600, halo: false })
              : null,
            { path: { d: `M${end},${top - 2}v15`, stroke: REBUILD, 'stroke-width': 2.4 } },
            say(i === 0 ? 'first trigger, rebuild' : 'duplicate', start - 6, top + 9.5, {
              fill: REBUILD,
              anchor: 'end'
            }),
            narrow ? null : say(written, end + 7, top + 9.5, { fill: REBUILD, anchor: 'start' })
          ]
        }),
        ...span(
          say(narrow ? 'next T' : 'the next lifetime T', (at(last.to) + width) / 2 - 4, FOOT - 5, quiet),
          at(last.to),
          `${width}M${width - 5},${FOOT - 4}l5,4l-5,4`,
          FOOT
        )
      ]
    }
  }
}
