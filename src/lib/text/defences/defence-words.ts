/** What each defence is called, and what it does, in words. */
import type { Comparison, DefenceName, Row } from '#core'
import { beta } from '../sentence'
import { asPercent, count, inSeconds, secondsDown, secondsUp } from '../words'

const share = (row: Row) => asPercent(row.scenario!.beta)
const processes = (row: Row) => count(row.scenario!.processes, 'process', 'processes')
const every = ({ jobEvery }: Comparison) => secondsDown(jobEvery!, 4)
const stale = (compared: Comparison) => secondsUp(compared.stale, 3)

/** Its name beside a row of the figure. */
export function defenceLabel(row: Row, compared: Comparison): string {
  const at = row.scenario ? `, ${beta(row.scenario.beta)}` : ''
  switch (row.name) {
    case 'yours':
      return 'Your cache as it is'
    case 'nothing':
      return 'Nothing: plain TTL'
    case 'broken-lock':
      return 'Lock, losers rebuild'
    case 'lock':
      return 'Lock, losers wait'
    case 'coalescing':
      return `Coalescing, ${processes(row)}`
    case 'xfetch-one':
      return 'XFetch, paper’s β'
    case 'xfetch':
      return `XFetch, advised${at}`
    case 'xfetch-coalescing':
      return `XFetch, coalescing${at}`
    case 'xfetch-lock':
      return `XFetch, lock${at}`
    case 'ahead':
      return row.scenario ? `Last ${share(row)} of the TTL` : 'Last part of the TTL'
    case 'ahead-lock':
      return row.scenario ? `Last ${share(row)}, lock` : 'Last part, lock'
    case 'stale':
      return `Stale for ${stale(compared)}`
    case 'stale-xfetch':
      return `Stale, XFetch${at}`
    case 'job':
      return 'Background job'
  }
}

/** Rows of the figure that belong together. */
export const DEFENCE_GROUPS: readonly { heading: string; names: readonly DefenceName[] }[] = [
  { heading: '', names: ['yours'] },
  { heading: 'Wait for the expiry', names: ['nothing', 'broken-lock', 'lock', 'coalescing'] },
  { heading: 'XFetch', names: ['xfetch-one', 'xfetch', 'xfetch-coalescing', 'xfetch-lock'] },
  { heading: 'Fixed refresh-ahead', names: ['ahead', 'ahead-lock'] },
  { heading: 'Stale while revalidating', names: ['stale', 'stale-xfetch'] },
  { heading: 'By the clock', names: ['job'] }
]

/** Its name below the heading of its group. */
export function defenceShort(row: Row, compared: Comparison): string {
  const at = row.scenario ? beta(row.scenario.beta) : 'β'
  switch (row.name) {
    case 'nothing':
      return 'plain TTL'
    case 'broken-lock':
      return 'lock, losers rebuild'
    case 'lock':
      return 'lock, losers wait'
    case 'coalescing':
      return `coalescing, ${processes(row)}`
    case 'xfetch-one':
      return `${at}, the paper’s`
    case 'xfetch':
      return row.scenario ? `${at}, advised` : 'advised β'
    case 'xfetch-coalescing':
      return row.scenario ? `${at}, coalescing` : 'coalescing'
    case 'xfetch-lock':
      return row.scenario ? `${at}, lock` : 'lock'
    case 'ahead':
      return row.scenario ? `in the last ${share(row)}` : 'no coordination'
    case 'ahead-lock':
      return row.scenario ? `the same, lock` : 'lock'
    case 'stale':
      return `for ${stale(compared)}, lock`
    case 'stale-xfetch':
      return `and XFetch, ${at}`
    case 'job':
      return compared.jobEvery === null ? 'background job' : `job every ${every(compared)}`
    case 'yours':
      return 'Your cache as it is'
  }
}

/** Its name in a sentence. */
export function defenceName(row: Row, compared: Comparison): string {
  const at = row.scenario ? ` at ${beta(row.scenario.beta)}` : ''
  switch (row.name) {
    case 'yours':
      return 'your cache as it is'
    case 'nothing':
      return 'no defence at all'
    case 'broken-lock':
      return 'a lock whose losers rebuild'
    case 'lock':
      return 'a lock after expiry'
    case 'coalescing':
      return `coalescing in ${processes(row)}`
    case 'xfetch-one':
    case 'xfetch':
      return `XFetch${at}`
    case 'xfetch-coalescing':
      return row.scenario ? `XFetch${at}, coalescing in ${processes(row)}` : 'XFetch with coalescing'
    case 'xfetch-lock':
      return `XFetch${at} with a lock`
    case 'ahead':
      return row.scenario ? `a refresh-ahead (last ${share(row)} of the TTL)` : 'a refresh-ahead'
    case 'ahead-lock':
      return row.scenario
        ? `a refresh-ahead with a lock (last ${share(row)} of the TTL)`
        : 'a refresh-ahead with a lock'
    case 'stale':
      return `stale while revalidating (for ${stale(compared)})`
    case 'stale-xfetch':
      return `XFetch${at} with stale values for ${stale(compared)}`
    case 'job':
      return compared.jobEvery === null ? 'a background job' : `a background job every ${every(compared)}`
  }
}

const NO_BETA = 'No β keeps your limits here.'

/** What it does, in a sentence or two. */
export function defenceDoes(row: Row, compared: Comparison): string {
  if (row.without === 'calculating') return 'Its β is not calculated yet.'
  switch (row.name) {
    case 'yours':
      return 'The scenario of your link, with all its options.'
    case 'nothing':
      return 'After expiry every request rebuilds until the first write.'
    case 'broken-lock':
      return 'A request that does not get the lock rebuilds all the same.'
    case 'lock':
      return 'After expiry one request rebuilds. The others wait for its write.'
    case 'coalescing':
      return `After expiry each of ${processes(row)} rebuilds once. Its other requests wait for that.`
    case 'xfetch-one':
      return 'The rule of the paper with its β of 1, and without coordination.'
    case 'xfetch':
      return row.scenario ? 'The β that the tuner advises without coordination.' : NO_BETA
    case 'xfetch-coalescing':
      return row.scenario ? `The β that the tuner advises for ${processes(row)} that coalesce.` : NO_BETA
    case 'xfetch-lock':
      return row.scenario ? 'The β that the tuner advises with a lock.' : NO_BETA
    case 'ahead':
      return row.scenario
        ? `Every request in the last ${share(row)} of the TTL refreshes. A smaller share would be late too often.`
        : 'The whole TTL is too short to be early often enough.'
    case 'ahead-lock':
      return row.scenario
        ? `The first request in the last ${share(row)} of the TTL refreshes, one rebuild at a time.`
        : 'The whole TTL is too short to be early often enough.'
    case 'stale':
      return `After expiry the old value is served for ${stale(compared)} while one rebuild runs in the background.`
    case 'stale-xfetch':
      return `The same, and XFetch refreshes early at ${beta(row.scenario!.beta)}.`
    case 'job':
      return compared.jobEvery === null
        ? 'The lifetime leaves no time for a rebuild.'
        : `It starts a rebuild every ${every(compared)}, whether anybody asks or not.`
  }
}

/** How old a value may get. */
export const oldestInWords = (seconds: number) => (seconds === Infinity ? 'any age' : inSeconds(seconds))
