/** Small multiples of a comparison: a row for each defence, a panel for each measure, all on one set of rows. */
import { type Comparison, type DefenceName, type MeasureName, type Row, decadeOf, powerOfTen } from '#core'
import { COMPARED, comparedValue, type ColumnWords } from '$lib/text/defences/compare-table'
import { defenceShort, DEFENCE_GROUPS } from '$lib/text/defences/defence-words'
import { asPercent, inFull, inSeconds } from '$lib/text/words'
import { powersOfTen, thinned } from '../log-scale'

export interface Mark {
  /** By law, and simulated; null where there is none. */
  law: number | null
  drawn: number | null
  /** Standard error of `drawn`. */
  error: number
  /** The 99 % value, where `law` and `drawn` are means. */
  reach: number | null
  /** Its value in words. */
  text: string
}

export interface Line {
  name: DefenceName
  label: string
  /** How it stands to the choice. */
  rank: 'best' | 'close' | 'other'
  yours: boolean
  /** Whether its values stand beside its marks. */
  told: boolean
  keeps: boolean
  /** What stands in place of its marks; '' where it has some. */
  instead: string
}

/** Rows under one heading; '' for none. */
export interface Group {
  heading: string
  lines: Line[]
}

export interface Panel {
  name: ColumnWords['name']
  title: string
  scale: 'log' | 'share' | 'linear'
  domain: [number, number]
  ticks: number[]
  format: (value: number) => string
  /** By defence. */
  marks: Partial<Record<DefenceName, Mark>>
  /** The fewest rebuilds possible, in the first panel. */
  bound: number | null
}

export interface CompareData {
  groups: Group[]
  panels: Panel[]
}

const PANELS = [
  'rebuildsPerHour',
  'inFlightMaxMean',
  'blockedShare',
  'waitP99',
  'staleShare',
  'oldest'
] as const

/** A share this small has no request in any run: it stands at 0. */
const NEVER = 1e-9

function markOf(row: Row, column: ColumnWords): Mark | null {
  const { name } = column
  const text = comparedValue(row, column)
  if (name === 'oldest') {
    const { oldest } = row
    return oldest === null ? null : { law: oldest, drawn: null, error: 0, reach: null, text }
  }
  const { law, simulated } = row
  const p99: MeasureName | null = name === 'inFlightMaxMean' ? 'inFlightMaxP99' : null
  const reach = p99 ? (law?.[p99] ?? simulated?.measures[p99] ?? null) : null
  const shown = (value: number | null | undefined) =>
    value == null ? null : name.endsWith('Share') && value < NEVER ? 0 : value
  const mark = {
    law: shown(law?.[name]),
    drawn: shown(simulated?.measures[name]),
    error: simulated?.errors[name] ?? 0,
    reach,
    text: reach === null || inFull(reach) === text ? text : `${text}, p99 ${inFull(reach)}`
  }
  return mark.law === null && mark.drawn === null ? null : mark
}

/** 1, 2 and 5 times the powers of ten: the nearest at or beyond a value. */
function roundStep(value: number, way: 'down' | 'up'): number {
  const power = powerOfTen(decadeOf(value))
  const steps = [1, 2, 5, 10].map((step) => step * power)
  const near = (step: number) => Math.abs(step / value - 1) < 1e-9
  return way === 'up'
    ? steps.find((step) => step >= value || near(step))!
    : steps.findLast((step) => step <= value || near(step))!
}

/** The smallest share that has a place on its axis. */
const LEAST_SHARE = 1e-6

function panelOf(compared: Comparison, name: (typeof PANELS)[number]): Panel {
  const column = COMPARED.find((one) => one.name === name)!
  const marks: Panel['marks'] = {}
  for (const row of compared.rows) {
    const mark = markOf(row, column)
    if (mark) marks[row.name] = mark
  }
  const values = Object.values(marks)
    .flatMap(({ law, drawn, reach }) => [law, drawn, reach])
    .filter((value) => value !== null && Number.isFinite(value)) as number[]
  const bound = name === 'rebuildsPerHour' ? compared.fewest : null
  const base = { name, title: column.title, marks, bound }
  if (name === 'blockedShare' || name === 'staleShare') {
    const domain: Panel['domain'] = [LEAST_SHARE, 1]
    const ticks = [0, ...thinned(powersOfTen(domain), 4)]
    return { ...base, scale: 'share', domain, ticks, format: shareTick }
  }
  if (name === 'waitP99' || name === 'oldest') {
    const most = values.some((value) => value > 0) ? roundStep(Math.max(...values), 'up') : 1
    return {
      ...base,
      scale: 'linear',
      domain: [0, most],
      ticks: [0, most],
      format: (value) => inSeconds(value)
    }
  }
  const all = bound === null ? [1, ...values] : [bound, ...values]
  const low = roundStep(Math.min(...all), 'down')
  const high = Math.max(roundStep(Math.max(...all), 'up'), 2 * low)
  const inner = thinned(powersOfTen([low, high]), 4)
  return {
    ...base,
    scale: 'log',
    domain: [low, high],
    ticks: [...new Set([low, ...inner, high])].sort((a, b) => a - b),
    format: (value) => inFull(value)
  }
}

const shareTick = (value: number) => (value === 0 ? '0' : asTick(value))
/** A hundredth of a percent is written as a number, and not as "less than". */
const asTick = (value: number) => (value < 1e-4 ? `${inFull(100 * value)}\u202f%` : asPercent(value))

export function compareData(compared: Comparison): CompareData {
  const { choice, rows } = compared
  const rankOf = ({ name }: Row): Line['rank'] =>
    choice?.best === name ? 'best' : choice?.close.includes(name) ? 'close' : 'other'
  const lineOf = (row: Row, rank = rankOf(row)): Line => ({
    name: row.name,
    label: defenceShort(row, compared),
    rank,
    yours: row.yours && row.name !== 'yours',
    told: rank !== 'other' || row.yours || row.name === 'nothing',
    keeps: row.judged !== null && row.breaks.length === 0,
    instead: insteadOf(row)
  })
  return {
    groups: DEFENCE_GROUPS.map(({ heading, names }) => ({
      heading,
      lines: rows.filter(({ name }) => names.includes(name)).map((row) => lineOf(row))
    })).filter(({ lines }) => lines.length > 0),
    panels: PANELS.map((name) => panelOf(compared, name))
  }
}

function insteadOf({ judged, name, without }: Row): string {
  if (judged !== null) return ''
  if (without === 'no β') return 'no β keeps your limits'
  if (without === 'no fraction') return 'the TTL is too short for it'
  if (name === 'job') return 'no time for a rebuild'
  return 'not simulated yet'
}
