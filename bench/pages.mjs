/**
 * How many pages does the server send in a second on one core? Most lines ask for another link each time, so that each
 * page is rendered; the last ones ask for a link that was asked for before. Beside them a bare SvelteKit page, rendered by
 * the same server of the same Node.
 */
import { fork } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { root, run } from '../scripts/run.mjs'
import { median, scratch } from './load.mjs'

const ROUNDS = 5
const PAGES = 40
const WARM = 100

/** The smallest SvelteKit page, built as ours is. @returns {Promise<string>} what serves it */
async function bareServer() {
  const folder = scratch('bare')
  mkdirSync(join(folder, 'src/routes'), { recursive: true })
  const files = {
    'package.json': '{"type":"module"}',
    'svelte.config.js':
      "import adapter from '@sveltejs/adapter-node'\nexport default { kit: { adapter: adapter() } }",
    'vite.config.js':
      "import { sveltekit } from '@sveltejs/kit/vite'\nexport default { plugins: [sveltekit()] }",
    'src/app.html': '<!doctype html><html><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
    'src/routes/+page.svelte': '<script>let { data } = $props()</script><h1>β = {data.beta}</h1>',
    'src/routes/+page.server.js': "export const load = ({ url }) => ({ beta: url.searchParams.get('beta') })"
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const code = await run(vite, ['build', '--logLevel', 'error'], { cwd: folder, write: () => {} })
  if (code !== 0) throw new Error('The bare page could not be built')
  return join(folder, 'build/index.js')
}

/** A program that serves, and tells how much time of the processor it has used. */
const host = scratch('host.mjs')
writeFileSync(
  host,
  `process.on('message', () => process.send(process.cpuUsage()))
process.on('disconnect', () => process.exit())
await import(process.argv[2])
process.send('up')`
)

/** @param {string} entry @param {number} port */
async function serve(entry, port) {
  const env = { ...process.env, HOST: '127.0.0.1', PORT: String(port) }
  const child = fork(host, [pathToFileURL(entry).href], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  const answer = async () => (await once(child, 'message'))[0]
  await answer()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  /** @param {string} path @returns {Promise<number>} its bytes */
  const fetched = (path) =>
    new Promise((resolve, reject) => {
      const request = get({ host: '127.0.0.1', port, path, agent }, (response) => {
        let bytes = 0
        response.on('data', (/** @type {Buffer} */ chunk) => (bytes += chunk.length))
        response.on('end', () =>
          response.statusCode === 200
            ? resolve(bytes)
            : reject(new Error(`${response.statusCode} for ${path}`))
        )
      })
      request.on('error', reject)
    })
  // It listens soon after it has loaded.
  for (let tries = 0; ; tries++) {
    const up = await fetched('/').catch((/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== 'ECONNREFUSED' || tries > 100) throw error
    })
    if (up !== undefined) break
    await setTimeout(50)
  }
  const cpu = async () => {
    const used = answer()
    child.send('cpu')
    const { user, system } = /** @type {NodeJS.CpuUsage} */ (await used)
    return (user + system) / 1000
  }
  const stop = () => {
    agent.destroy()
    child.disconnect()
  }
  return { fetched, cpu, stop }
}

/** @param {Awaited<ReturnType<typeof serve>>} server @param {(i: number) => string} path */
async function measure({ fetched, cpu }, path) {
  let i = 0
  let bytes = 0
  for (let n = 0; n < WARM; n++) bytes = await fetched(path(++i))
  const costs = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = await cpu()
    for (let n = 0; n < PAGES; n++) await fetched(path(++i))
    costs.push(((await cpu()) - start) / PAGES)
  }
  return { cost: median(costs), bytes }
}

const built = join(root, 'build/index.js')
if (!existsSync(built)) throw new Error('Run `npm run build` first')
const beta = (/** @type {number} */ i) => `beta=${(1 + i / 100).toFixed(2)}`
const ttl = (/** @type {number} */ i) => `ttl=${(60 + i / 100).toFixed(2)}s`
const symfony = 'delta=0.94s&keys=product:120/s&coord=coalesce:6'
const six = 'keys=a:1000/s,b:200/s,c:40/s,d:8/s,e:2/s,f:0.5/s'
/** @type {[name: string, path: (i: number) => string][]} */
const ours = [
  ['two keys, another β', (i) => `/?${beta(i)}`],
  ['two keys, another TTL', (i) => `/?${ttl(i)}`],
  ['one key, coalescing, another TTL', (i) => `/?${ttl(i)}&${symfony}`],
  ['six keys, another TTL', (i) => `/?${ttl(i)}&${six}`],
  ['/embed, another β', (i) => `/embed?${beta(i)}`],
  ['/embed?show=window, another β', (i) => `/embed?show=window&${beta(i)}`],
  ['two keys, the same link', () => '/?beta=4'],
  ['/embed, the same link', () => '/embed?beta=4']
]

console.log(`Pages by the processor’s time of the server, medians of ${ROUNDS} rounds of ${PAGES}`)
/** @param {string} entry @param {number} port @param {typeof ours} pages */
async function print(entry, port, pages) {
  const server = await serve(entry, port)
  try {
    for (const [name, path] of pages) {
      const { cost, bytes } = await measure(server, path)
      const perSecond = (1000 / cost).toFixed(0).padStart(6)
      console.log(
        `${name.padEnd(34)} ${perSecond}/s  ${cost.toFixed(2).padStart(6)} ms  ${(bytes / 1000).toFixed(1)} kB`
      )
    }
  } finally {
    server.stop()
  }
}
await print(await bareServer(), 4181, [['a bare SvelteKit page', (i) => `/?${beta(i)}`]])
await print(built, 4182, ours)
