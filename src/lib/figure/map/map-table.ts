/** The map as numbers: for some values of rΔ, which β keeps late refreshes rare, and which β is allowed. */
import { log10, pow } from '#core'
import { heightAt, type RegimeData } from './map-data'
import type { TableData } from '$lib/chart/frame/DataTable.svelte'
import { asPercent, inFull } from '$lib/text/words'

/** Rows for each power of ten. */
const ROWS_A_DECADE = 2

/** Values of rΔ, evenly spaced on the axis of the map. */
function places([from, to]: [number, number]): number[] {
  const decades = Math.round(log10(to / from))
  return Array.from({ length: decades * ROWS_A_DECADE + 1 }, (_, i) => from * pow(10, i / ROWS_A_DECADE))
}

const write = (beta: number | null, [low, high]: [number, number]) =>
  beta === null
    ? 'none'
    : beta < low
      ? `below ${inFull(low)}`
      : beta > high
        ? `above ${inFull(high)}`
        : inFull(beta)

export function regimeTable({ lifetimes, x, y, late, band, best }: RegimeData): TableData {
  const lows = band.map(({ x, low }) => ({ x, y: low }))
  const highs = band.map(({ x, high }) => ({ x, y: high }))
  return {
    caption: `Which β protects a key whose TTL is ${inFull(lifetimes)} rebuild times.`,
    columns: [
      'requests a rebuild, rΔ',
      ...late.slice(0, -1).map(({ level }) => `least β for ${asPercent(level)} late`),
      'least β within your limits',
      'largest β within your limits',
      'β with the fewest rebuilds'
    ],
    rows: places(x).map((rate) => [
      inFull(rate, 2),
      ...late.slice(0, -1).map(({ line }) => write(heightAt(line, rate), y)),
      ...[lows, highs, best].map((line) => write(heightAt(line, rate), y))
    ])
  }
}
