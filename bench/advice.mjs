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

console.log('Advice for a key with 1000 requests/s, TTL 60 s, rebuild time 250 ms: ms, first and again')
for (const link of LINKS) {
  const { scenario } = parseLink(`${KEY}&${link}`)
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
  console.log(`${ms(first)} ${ms(median(others))}  ${kind.padEnd(9)} ${decodeURIComponent(link)}`)
}
