/** Parameters that a link has and nothing reads. */
import { OWN_NAMES } from '#core'
import { echo } from './echo'
import { nearest } from './nearest'
import type { Say } from './note'

/** What campaigns, chats, mail and networks add to the links that they pass on. */
const TRACKING = [
  /^(?:_|utm|mc|hsa|_hs|pk|mtm|vero|oly|fb|_?ga|_gl|wt|trk|rb)(?:$|_)/,
  /^[a-z]{1,4}clk?id$/,
  /^(?:[gw]braid|gclsrc|gad_\w+|_hs(?:enc|mi)|hsCtaTracking|mkt_tok|igsh(?:id)?|li_fat_id|epik|srsltid)$/,
  /^(?:s_cid|s_kwcid|spm|si|ref|ref_src|ref_url|referrer)$/
]
const isTracking = (name: string) => TRACKING.some((pattern) => pattern.test(name))

/** What other tools call these. */
const SYNONYMS: Record<string, string> = {
  b: 'beta',
  '\u03b2': 'beta',
  key: 'keys',
  name: 'keys',
  rate: 'keys',
  rps: 'keys',
  qps: 'keys',
  requests: 'keys',
  t: 'ttl',
  expiry: 'ttl',
  expires: 'ttl',
  lifetime: 'ttl',
  'max-age': 'ttl',
  maxage: 'ttl',
  d: 'delta',
  '\u03b4': 'delta',
  rebuild: 'delta',
  recompute: 'delta',
  compute: 'delta',
  duration: 'delta',
  latency: 'delta',
  mean: 'delta',
  median: 'p50',
  p90: 'p50 and p99',
  p95: 'p50 and p99',
  sigma: 'cv',
  stddev: 'cv',
  deltacv: 'cv',
  processes: 'coord=coalesce:8',
  hosts: 'coord=coalesce:8',
  nodes: 'coord=coalesce:8',
  coalesce: 'coord=coalesce:8',
  coordination: 'coord',
  burst: 'arrivals',
  implementation: 'lens',
  library: 'lens',
  epsilon: 'late',
  slo: 'late',
  budget: 'give',
  grace: 'stale',
  swr: 'stale',
  runs: 'cycles',
  version: 'v'
}

/** Notes name so many, and count the others. */
const NAMED = 5

/**
 * Says which parameters nobody reads, each with the known one that it may stand for. What trackers add is ignored
 * without a note.
 * @param names each once
 */
export function sayUnknown(names: readonly string[], known: readonly string[], say: Say): void {
  const unknown = names.filter((name) => !isTracking(name))
  for (const name of unknown.slice(0, NAMED)) {
    const meant = meantBy(name, known)
    say(
      'ignored',
      echo(name),
      `${echo(name) || 'a parameter without a name'} is unknown and ignored${meant && `; perhaps you mean ${meant}`}`
    )
  }
  const more = unknown.length - NAMED
  if (more > 0)
    say('ignored', '', `${more} more ${more === 1 ? 'parameter is' : 'parameters are'} unknown and ignored`)
}

/** The known name behind a mistyped one, with what stands before and behind it: `pin.bta` is pin.beta. Or empty. */
function meantBy(whole: string, known: readonly string[]): string {
  // Longer ones are no slip of the hand, and the work stays bounded.
  if (whole.length > 250) return ''
  // Of a link that was copied out of HTML.
  const [, pin, name, key] = /^(?:amp;)*(pin\.)?([^.]*)(\..*)?$/isu.exec(whole) ?? []
  if (name === undefined || name.length > 20) return ''
  if (key !== undefined) {
    const own = nearest(name, OWN_NAMES)
    return own === null ? '' : `${pin?.toLowerCase() ?? ''}${own}${echo(key)}`
  }
  const word = name.toLowerCase()
  const meant = Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : nearest(word, known)
  return meant === null ? '' : `${pin?.toLowerCase() ?? ''}${meant}`
}
