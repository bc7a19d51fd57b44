/** Caches with options, as the files of the oracle have them, and as links. */
import { readFileSync } from 'node:fs'
import { type Model, modelOf } from '#core'
import { parseLink } from '../../src/lib/link/parameters/codec'
import { parseRule } from '../../src/lib/link/rules/rule-parser'
import { useRuleParser } from '../../src/lib/link/rules/rule-reader'

useRuleParser(parseRule)

/** A row of the oracle; 0 in `workers`, `lockttl` and `origin` is no limit. */
export interface PolicyRow {
  ttl: number
  delta: number
  rate: number
  beta: number
  coordination: Model['coordination']
  processes: number
  stale: number
  rule: string
  workers: number
  deltaCv?: number
  instances?: number
  jitter?: number
  lockttl?: number
  losers?: string
  origin?: number
}

export const rowsOf = <Row>(file: string): Row[] =>
  JSON.parse(readFileSync(new URL(`oracle/${file}`, import.meta.url), 'utf8')) as Row[]

const RULES: Record<string, (share: string) => string> = {
  paper: () => 'paper',
  ahead: (share) => `left < ${share}*ttl`,
  age: () => '(age/ttl)^beta',
  inverse: () => 'exp(-beta*left/delta)',
  constant: (seconds) => `exp(-left/(beta*${seconds}))`
}

/** The link of a row. */
export function linkOf(row: PolicyRow): string {
  const { ttl, delta, deltaCv = 0, rate, beta, coordination, processes, lockttl = 0, losers = 'wait' } = row
  const [rule, value] = row.rule.split(':')
  const parameters: Record<string, string | number> = {
    beta,
    ttl: `${ttl}s`,
    delta: `${delta}s`,
    cv: deltaCv,
    keys: `key:${rate}/s`,
    coord: coordination === 'coalesce' ? `coalesce:${processes}` : coordination,
    stale: `${row.stale}s`,
    rule: encodeURIComponent(RULES[rule](value)),
    workers: row.workers,
    instances: row.instances ?? 1,
    jitter: row.jitter ?? 0,
    lockttl: `${lockttl}s`,
    losers,
    origin: row.origin ?? 0
  }
  return `?${Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')}`
}

/** @throws Error where the link is not taken as it stands */
export function modelOfLink(link: string): Model {
  const { scenario, notes } = parseLink(link)
  const faults = notes.filter(({ kind }) => kind !== 'hint')
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('; '))
  return modelOf(scenario, scenario.keys[0])
}

export const titleOf = (row: PolicyRow) =>
  Object.entries(row)
    .filter(
      ([name, value]) => typeof value !== 'object' && !['cycles', 'seed', 'requests'].includes(name) && value
    )
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
