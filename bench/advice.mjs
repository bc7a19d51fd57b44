/** How long does the advice for one key take, by the laws of a cache with options and simulated? Processor time, ms. */
import { loadForNode, median } from './load.mjs'

const { adviseExactly, adviseKey, createInlineRunner, parseLink, parseRule, useRuleParser } =
  await loadForNode()
useRuleParser(parseRule)

const TIMES = 5
const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const KEY = '?ttl=60s&delta=250ms&keys=hot:1000/s'
const LINKS = [
  'stale=1s',
  'jitter=10%25',
  'rule=left<0.2*ttl&jitter=10%25',
  'rule=left<beta*ttl&jitter=10%25',
  'rule=(age/ttl)^beta&jitter=10%25',
  'rule=exp(-beta*left/delta)&jitter=10%25',
  'rule=exp(-floor(left)/beta)',
  'rule=exp(-floor(left)/beta)&ttl=1h&jitter=10%25',
  'cv=0.5&stale=1s',
  'cv=1&rule=left<beta*delta&jitter=10%25',
  'cv=0.5&rule=exp(-floor(left)/beta)&stale=1s',
  'cv=0.2&rule=exp(-floor(left)/beta)&origin=50&jitter=10%25'
]
/** The slowest by law of 500 caches with random options. */
const SLOWEST = [
  '?ttl=8190s&delta=28.1s&keys=k:504/s&rule=exp(-floor(left)/beta)&jitter=5%25&coord=lock',
  '?ttl=17000s&delta=0.119s&keys=k:1.12/s&rule=exp(-floor(left)/beta)',
  '?ttl=481s&delta=2.46s&keys=k:114/s&stale=0.46s&rule=(age/ttl)^beta&jitter=30%25&origin=50',
  '?ttl=1470s&delta=5.58s&keys=k:2080/s&rule=left<beta*ttl&workers=10000&jitter=50%25',
  '?ttl=4.93s&delta=4.93s&keys=k:94.7/s&stale=14s&rule=(age/ttl)^beta&jitter=10%25',
  '?ttl=81500s&delta=0.0401s&keys=k:589/s&rule=left<beta*delta&jitter=10%25&origin=50'
]

console.log('Advice for a key with 1000 requests/s, TTL 60 s, rebuild time 250 ms: ms, first and again')
for (const link of LINKS) await measure(`${KEY}&${link}`, link)
console.log('The slowest of other keys')
for (const link of SLOWEST) await measure(link, link)

/** @param {string} link @param {string} name */
async function measure(link, name) {
  const { scenario } = parseLink(link)
  const times = /** @type {number[]} */ ([])
  let kind = 'law'
  for (let i = 0; i <= TIMES; i++) {
    // The advice is remembered by its limits.
    const asked = { ...scenario, late: scenario.late * (1 + i * 1e-9) }
    const start = cpu()
    if (!adviseExactly(asked, asked.keys[0])) {
      kind = 'simulated'
      const runner = createInlineRunner()
      await adviseKey(asked, asked.keys[0], runner, new AbortController().signal)
      runner.close()
    }
    times.push(cpu() - start)
    if (kind === 'simulated' && i === 1) break
  }
  const [first, ...others] = times
  const ms = (/** @type {number} */ time) => time.toFixed(0).padStart(6)
  console.log(`${ms(first)} ${ms(median(others))}  ${kind.padEnd(9)} ${decodeURIComponent(name)}`)
}
