/**
 * Attacks the server for a while: `npm run soak -- --minutes 5 --requests 20000 --seed 7`. Without `--url` it starts
 * the built server itself, and ends its threads now and then. The exit code is 1 when it found a fault.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { asksOf } from './asks.mjs'
import { faultsOf, ofRawReply, smaller } from './checks.mjs'
import { createClient } from './client.mjs'
import { loadGrammar } from './grammar.mjs'
import { HARMFUL } from './harmful.mjs'
import { stream } from './links.mjs'
import { Report } from './report.mjs'
import { rudeBytes } from './rude.mjs'
import { foreignServer, ORIGIN, startServer } from './server.mjs'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    clients: { type: 'string', default: '4' },
    patience: { type: 'string', default: '120' },
    url: { type: 'string' },
    help: { type: 'boolean', default: false }
  }
})

if (values.help) {
  console.log(`npm run soak -- [options]
  --minutes N   stop after so many minutes (5)
  --requests N  stop after so many requests (20000)
  --seed N      which links to ask for; the same seed asks for the same ones (1)
  --clients N   how many ask at a time (4)
  --patience N  seconds to wait for a reply (120)
  --url URL     attack this server on the loopback interface and start none`)
  process.exit(0)
}

/** @param {'minutes' | 'requests' | 'seed' | 'clients' | 'patience'} name */
function number(name) {
  const value = Number(values[name])
  if (!(value >= 0) || values[name] === '')
    throw new Error(`--${name} ${values[name]} is not a number from 0 on`)
  return value
}

const [minutes, requests, seed] = [number('minutes'), number('requests'), number('seed')]
const [clients, patience] = [number('clients'), number('patience')]

/** Of the requests, one in so many is followed by bytes that are none, and by the death of a thread. */
const RUDE = 25
const KILL = 40
/** One in so many is followed by a crowd that asks and hangs up at once. */
const CROWD = { every: 150, size: 100 }
const SLOW_CONNECTIONS = 8
/** Connections that node keeps alive for a few seconds, and threads that come and go. */
const SPARE_DESCRIPTORS = 24

const report = new Report()
/** @type {Set<string>} */
const inFlight = new Set()

const own = values.url
  ? null
  : await startServer({
      onDeath: (how) =>
        report.fault(
          'server',
          [`ended with ${how}`],
          `one of: ${[...inFlight].join('\n      ') || 'no request'}`
        )
    })
const server = own ?? foreignServer(/** @type {string} */ (values.url))
const origin = own ? ORIGIN : foreignServer(/** @type {string} */ (values.url)).origin
const client = createClient({ host: server.host, port: server.port, clients, patience: patience * 1000 })

/** @param {import('./asks.mjs').Ask} ask @param {string} label */
async function judge(ask, label) {
  const told = `${label}: ${ask.method} ${ask.path}${Object.keys(ask.headers).length ? ` ${JSON.stringify(ask.headers)}` : ''}`
  inFlight.add(told)
  const deaths = own?.state.restarts
  const started = performance.now()
  try {
    const reply = await client.ask(ask)
    report.count(ask.route, reply.status, performance.now() - started)
    report.fault(ask.route, faultsOf(ask, reply), told)
    return reply
  } catch (error) {
    const { message } = /** @type {Error} */ (error)
    report.count(ask.route, 'none')
    // Of a server that died its death is told, with all that it was asked.
    await wait(100)
    if (own?.state.restarts === deaths) report.fault(ask.route, [message], told)
    return null
  } finally {
    inFlight.delete(told)
  }
}

/** @param {import('./asks.mjs').Ask} ask @param {string} label */
async function attack(ask, label) {
  if (ask.manners !== 'wait') {
    const told = `${label}: dropped ${ask.method} ${ask.path}`
    inFlight.add(told)
    await client.drop(ask)
    inFlight.delete(told)
    return report.count(ask.route, 'dropped')
  }
  const reply = await judge(ask, label)
  const less = reply && smaller(ask, reply)
  if (!less) return
  const again = await judge(less, `${label}, with as many cycles as it says`)
  if (again?.status === 413)
    report.fault(ask.route, ['a refusal names cycles that are refused too'], less.path)
}

/** @param {Buffer} bytes @param {string} label */
async function annoy(bytes, label) {
  const told = `${label}: bytes ${JSON.stringify(bytes.toString('latin1').slice(0, 200))}`
  inFlight.add(told)
  const text = await client.send(bytes, { quiet: 200 })
  inFlight.delete(told)
  report.count('bytes', text === '' ? 'none' : (/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 'odd'))
  if (text !== '') report.fault('bytes', ofRawReply(text), told)
}

/** @type {import('./server.mjs').Sample[]} */
const samples = []
const look = () => {
  const sample = own?.sample()
  if (sample) samples.push(sample)
}

/** Asks for a little of everything, so that what is started once is started. */
async function warmUp() {
  for (const path of ['/', '/card.png', '/favicon.svg', '/learn/model', '/api/v1/simulate?cv=1&cycles=300'])
    await client.ask({ route: path, method: 'GET', path, headers: {}, manners: 'wait' })
}

console.log(`Attacking ${own ? 'a server of its own' : values.url} with seed ${seed} …`)
await warmUp()
look()
const sampler = setInterval(look, 1000)
const rest = client.dawdle(SLOW_CONNECTIONS)

/** What once did harm comes first, the same with every seed. */
const past = [...HARMFUL]
const asks = stream(asksOf(await loadGrammar(), origin), seed)
const rude = stream(rudeBytes, seed)
const until = performance.now() + minutes * 60_000
let turn = 0

/** @param {number} many */
async function hangUp(many) {
  const crowd = Array.from({ length: many }, () => ({
    ...asks.next().value,
    manners: /** @type {const} */ ('reset')
  }))
  await Promise.all(crowd.map(client.drop))
  for (let left = many; left > 0; left--) report.count('crowd', 'dropped')
}

async function work() {
  while (turn < requests && performance.now() < until) {
    const now = turn++
    const label = `seed ${seed}, request ${now}`
    const ask = past.shift() ?? asks.next().value
    await own?.listening()
    if (now % RUDE === RUDE - 1) await annoy(rude.next().value, label)
    if (now % KILL === KILL - 1) own?.killThread(now)
    if (now % CROWD.every === CROWD.every - 1) await hangUp(CROWD.size)
    await attack(ask, label)
  }
}
const started = performance.now()
await Promise.all(Array.from({ length: clients }, work))
const seconds = (performance.now() - started) / 1000

rest()
clearInterval(sampler)
await own?.listening()
await judge({ route: '/', method: 'GET', path: '/', headers: {}, manners: 'wait' }, 'the next visitor')
client.close()

/** Waits until no more descriptors are open than at the beginning; says whether that came to pass. */
async function settled() {
  for (let tries = 0; tries < 120; tries++) {
    look()
    const open = samples.at(-1)?.descriptors ?? 0
    if (samples.length === 0 || open <= samples[0].descriptors + SPARE_DESCRIPTORS) return true
    await wait(500)
  }
  return false
}
if (!(await settled()))
  report.fault(
    'server',
    ['descriptors stay open'],
    `${samples[0].descriptors}, then ${samples.at(-1)?.descriptors}`
  )

/** MB; less than this comes and goes with the garbage. */
const SPARE_MEMORY = 100
/** The least memory in a quarter of the run, which no burst of work changes. @param {number} quarter */
const least = (quarter) => {
  const size = samples.length / 4
  return Math.min(...samples.slice(quarter * size, (quarter + 1) * size).map(({ rss }) => rss))
}
// In minutes, not in seconds, a server comes to rest.
if (samples.length >= 300 && least(3) > 1.3 * least(1) + SPARE_MEMORY) {
  report.fault('server', ['memory grows'], `${least(1).toFixed(0)} MB, later ${least(3).toFixed(0)} MB`)
}

console.log(`\n${turn} requests in ${seconds.toFixed(0)} s\n\n${report.table()}\n`)
if (samples.length > 0) {
  const first = samples[0]
  const last = /** @type {import('./server.mjs').Sample} */ (samples.at(-1))
  const most = Math.max(...samples.map(({ rss }) => rss))
  const middle = samples[Math.floor(samples.length / 2)]
  console.log(
    `memory, MB: first ${first.rss.toFixed(0)}, half-way ${middle.rss.toFixed(0)}, last ${last.rss.toFixed(0)}, most ${most.toFixed(0)}\n` +
      `descriptors: first ${first.descriptors}, last ${last.descriptors}`
  )
}
if (own) console.log(`threads ended: ${own.state.killed}; server restarts: ${own.state.restarts}`)
await own?.stop()

if (report.faults > 0) {
  console.log(`\n${report.faults} faults\n${report.list()}`)
  if (own && own.state.log.length > 0)
    console.log(`\nThe server's log ends:\n${own.state.log.slice(-20).join('\n')}`)
}
console.log(`\n${report.faults === 0 ? 'No fault' : `${report.faults} faults`} with seed ${seed}.`)
process.exitCode = report.faults > 0 ? 1 : 0
