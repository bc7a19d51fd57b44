/** What each defence is called, and what it does, in words. */
import type { Comparison, DefenceName, Row } from '#core'
import { beta } from '../sentence'
import { asPercent, count, inSeconds, secondsDown, secondsUp } from '../words'

/** What the words of a defence mention, as far as it is known. */
interface Mentioned {
  /** "β = 2"; '' where there is none. */
  at: string
  /** Of the lifetime; '' where there is none. */
  share: string
  processes: string
  /** How often a job starts; '' where it cannot. */
  every: string
  /** For how long expired values are served. */
  stale: string
}

/** Beside a row of the figure, below the heading of its group, in a sentence, and what it does. */
type Words = [label: string, short: string, name: string, does: string]

/** Where there is a value, a text with it. */
const where = (value: string, text: string, otherwise = '') => (value === '' ? otherwise : text)
const NO_BETA = 'No β keeps your limits here.'
const TOO_SHORT = 'The whole TTL is too short to be early often enough.'

const WORDS: Record<DefenceName, (mentioned: Mentioned) => Words> = {
  yours: () => [
    'Your cache as it is',
    'Your cache as it is',
    'your cache as it is',
    'The scenario of your link, with all its options.'
  ],
  nothing: () => [
    'Nothing: plain TTL',
    'plain TTL',
    'no defence at all',
    'After expiry every request rebuilds until the first write.'
  ],
  'broken-lock': () => [
    'Lock, losers rebuild',
    'lock, losers rebuild',
    'a lock whose losers rebuild',
    'A request that does not get the lock rebuilds all the same.'
  ],
  lock: () => [
    'Lock, losers wait',
    'lock, losers wait',
    'a lock after expiry',
    'After expiry one request rebuilds. The others wait for its write.'
  ],
  coalescing: ({ processes }) => [
    `Coalescing, ${processes}`,
    `coalescing, ${processes}`,
    `coalescing in ${processes}`,
    `After expiry each of ${processes} rebuilds once. Its other requests wait for that.`
  ],
  'xfetch-one': ({ at }) => [
    'XFetch, paper’s β',
    `${at}, the paper’s`,
    `XFetch at ${at}`,
    'The rule of the paper with its β of 1, and without coordination.'
  ],
  xfetch: ({ at }) => [
    `XFetch, advised${where(at, `, ${at}`)}`,
    where(at, `${at}, advised`, 'advised β'),
    `XFetch${where(at, ` at ${at}`)}`,
    where(at, 'The β that the tuner advises without coordination.', NO_BETA)
  ],
  'xfetch-coalescing': ({ at, processes }) => [
    `XFetch, coalescing${where(at, `, ${at}`)}`,
    where(at, `${at}, coalescing`, 'coalescing'),
    where(at, `XFetch at ${at}, coalescing in ${processes}`, 'XFetch with coalescing'),
    where(at, `The β that the tuner advises for ${processes} that coalesce.`, NO_BETA)
  ],
  'xfetch-lock': ({ at }) => [
    `XFetch, lock${where(at, `, ${at}`)}`,
    where(at, `${at}, lock`, 'lock'),
    `XFetch${where(at, ` at ${at}`)} with a lock`,
    where(at, 'The β that the tuner advises with a lock.', NO_BETA)
  ],
  ahead: ({ share }) => [
    `Last ${where(share, share, 'part')} of the TTL`,
    where(share, `in the last ${share}`, 'no coordination'),
    `a refresh-ahead${where(share, ` (last ${share} of the TTL)`)}`,
    where(
      share,
      `Every request in the last ${share} of the TTL refreshes. A smaller share would be late too often.`,
      TOO_SHORT
    )
  ],
  'ahead-lock': ({ share }) => [
    `Last ${where(share, share, 'part')}, lock`,
    where(share, 'with a lock', 'lock'),
    `a refresh-ahead with a lock${where(share, ` (last ${share} of the TTL)`)}`,
    where(
      share,
      `The first request in the last ${share} of the TTL refreshes, one rebuild at a time.`,
      TOO_SHORT
    )
  ],
  stale: ({ stale }) => [
    `Stale for ${stale}`,
    `for ${stale}, lock`,
    `stale while revalidating (for ${stale})`,
    `After expiry the old value is served for ${stale} while one rebuild runs in the background.`
  ],
  'stale-xfetch': ({ at, stale }) => [
    `Stale, XFetch${where(at, `, ${at}`)}`,
    `with XFetch${where(at, `, ${at}`)}`,
    `XFetch${where(at, ` at ${at}`)} with stale values for ${stale}`,
    where(at, `The same, and XFetch refreshes early at ${at}.`, NO_BETA)
  ],
  job: ({ every }) => [
    'Background job',
    where(every, `job every ${every}`, 'background job'),
    `a background job${where(every, ` every ${every}`)}`,
    where(
      every,
      `It starts a rebuild every ${every}, whether anybody asks or not.`,
      'The lifetime leaves no time for a rebuild.'
    )
  ]
}

function wordsOf({ name, scenario }: Row, { jobEvery, stale }: Comparison): Words {
  return WORDS[name]({
    at: scenario ? beta(scenario.beta) : '',
    share: scenario ? asPercent(scenario.beta) : '',
    processes: scenario ? count(scenario.processes, 'process', 'processes') : '',
    every: jobEvery === null ? '' : secondsDown(jobEvery, 4),
    stale: secondsUp(stale, 3)
  })
}

/** Its name beside a row of the figure. */
export const defenceLabel = (row: Row, compared: Comparison): string => wordsOf(row, compared)[0]
/** Its name below the heading of its group. */
export const defenceShort = (row: Row, compared: Comparison): string => wordsOf(row, compared)[1]
/** Its name in a sentence. */
export const defenceName = (row: Row, compared: Comparison): string => wordsOf(row, compared)[2]
/** What it does, in a sentence or two. */
export const defenceDoes = (row: Row, compared: Comparison): string =>
  row.without === 'calculating' ? 'Its β is not calculated yet.' : wordsOf(row, compared)[3]

/** Rows of the figure that belong together. */
export const DEFENCE_GROUPS: readonly { heading: string; names: readonly DefenceName[] }[] = [
  { heading: '', names: ['yours'] },
  { heading: 'Wait for the expiry', names: ['nothing', 'broken-lock', 'lock', 'coalescing'] },
  { heading: 'XFetch', names: ['xfetch-one', 'xfetch', 'xfetch-coalescing', 'xfetch-lock'] },
  { heading: 'Fixed refresh-ahead', names: ['ahead', 'ahead-lock'] },
  { heading: 'Stale while revalidating', names: ['stale', 'stale-xfetch'] },
  { heading: 'By the clock', names: ['job'] }
]

/** How old a value may get. */
export const oldestInWords = (seconds: number) => (seconds === Infinity ? 'any age' : inSeconds(seconds))
