import { computedFor, header } from '../comment'
import type { SnippetFacts } from '../facts'

const HOUR = 3600
const WINDOWS = [
  ['1h', HOUR],
  ['6h', 6 * HOUR],
  ['1d', 24 * HOUR],
  ['7d', 168 * HOUR]
] as const

/** A share needs lifetimes to be counted in: twenty, or a week. */
const windowFor = (ttl: number) => (WINDOWS.find(([, seconds]) => seconds >= 20 * ttl) ?? WINDOWS[3])[0]

/** The fewest rebuilds an hour that serve every request a live value: one per lifetime, rebuild and arrival. */
const needed = ({ ttl, delta, rate }: SnippetFacts) => (rate > 0 ? HOUR / (ttl + delta + 1 / rate) : 0)

/** For the first key: queries are for one, or for a class of keys that are alike. */
export const promql = ({ table: _, ...facts }: SnippetFacts): string => {
  const over = `[${windowFor(facts.ttl)}]`
  const fewest = String(Number(needed(facts).toPrecision(4))).replace('e+', 'e')
  return `${header('#', facts)}
# beta was computed for ${computedFor(facts)}.
#
# Queries that measure the inputs of beta, and check its effect afterwards. The names are examples:
# cache_requests_total        every request, hit or miss
# cache_rebuild_seconds       a histogram of rebuild times
# cache_refresh_total         every rebuild started, by reason: early, or miss where the value had expired

# r, requests per second: divide by the number of keys in the class, as beta is computed for one key.
sum(rate(cache_requests_total{key_class="hot"}[5m]))

# r in the quietest five minutes of the day: a beta that protects the key then always protects it.
min_over_time(sum(rate(cache_requests_total{key_class="hot"}[5m]))[1d:5m])

# Delta, the mean rebuild time in seconds.
sum(rate(cache_rebuild_seconds_sum{key_class="hot"}${over}))
  / sum(rate(cache_rebuild_seconds_count{key_class="hot"}${over}))

# Delta, the median: far below the mean when a few rebuilds are very slow.
histogram_quantile(0.5, sum by (le) (rate(cache_rebuild_seconds_bucket{key_class="hot"}${over})))

# Delta, the slowest rebuild in a hundred: such rebuilds make refreshes late.
histogram_quantile(0.99, sum by (le) (rate(cache_rebuild_seconds_bucket{key_class="hot"}${over})))

# Rebuilds per hour: what a change of beta should lower, or at least not raise.
3600 * sum(rate(cache_rebuild_seconds_count{key_class="hot"}${over}))

# Late: the share of rebuilds that a miss started. Duplicates count, so it is exact only under a lock.
sum(rate(cache_refresh_total{key_class="hot",reason="miss"}${over}))
  / sum(rate(cache_refresh_total{key_class="hot"}${over}))

# Early: the share of rebuilds that began while the old value lived.
sum(rate(cache_refresh_total{key_class="hot",reason="early"}${over}))
  / sum(rate(cache_refresh_total{key_class="hot"}${over}))

# Wasted: the share of rebuilds beyond the fewest possible, ${fewest} an hour for one key. Under a lock this is
# the lifetime that early refreshes give away; without a lock it includes duplicates.
1 - ${fewest} / (3600 * sum(rate(cache_rebuild_seconds_count{key_class="hot"}${over})))
`
}
