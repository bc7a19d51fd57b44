import { expect, test } from '../support/test'
import { readdirSync, statSync } from 'node:fs'
import { Agent } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { startBuilt, type BuiltServer } from '../support/built-server'

/** Servers with settings of their own, in processes of their own. */
let running: BuiltServer[] = []
async function start(...given: Parameters<typeof startBuilt>): Promise<BuiltServer> {
  const server = await startBuilt(...given)
  running.push(server)
  return server
}
test.afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()))
  running = []
})

/** What comes back on a connection until it is closed, or `reset`. */
const answerOn = (socket: Socket) =>
  new Promise<string>((resolve) => {
    let text = ''
    socket.setEncoding('latin1').on('data', (data: string) => (text += data))
    socket.on('error', ({ message }) => resolve(`reset: ${message}`))
    socket.on('close', () => resolve(text))
  })

const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHost: host.example\r\n${headers}\r\n`
const CLOSE = 'Connection: close\r\n'

test.describe('admission', () => {
  test('five hundred requests whose clients have gone are not rendered', async () => {
    const server = await start()
    const flushed: Promise<Socket>[] = []
    for (let i = 0; i < 500; i++) {
      const socket = server.send(get(`/?beta=${1 + i / 100}`)).on('error', () => {})
      flushed.push(
        new Promise((resolve) => socket.once('connect', () => socket.write('', () => resolve(socket))))
      )
    }
    for (const socket of await Promise.all(flushed)) socket.resetAndDestroy()
    expect((await server.get('/?beta=7')).status).toBe(200)
    const metrics = await server.metrics()
    const of = (name: string) => metrics[`xfetch_tuner_${name}{lane="page"}`]
    // Those that were begun before their clients went: 10 s of the fastest renders would be 400.
    expect(of('started_total')).toBeLessThan(100)
    expect(of('queue_length')).toBe(0)
    expect(of('active')).toBe(0)
  })

  test('a full queue turns pages away with a page, and lets files and probes through', async () => {
    const server = await start()
    // On one connection, so that all of them arrive at once; more than may wait.
    const crowd = server.send(get('/').repeat(200)).on('error', () => {})
    await expect
      .poll(async () => (await server.metrics())['xfetch_tuner_unavailable_total{reason="full"}'])
      .toBeGreaterThan(0)
    // Renders free a few places meanwhile, for fewer than ask here.
    const refusal = (path: string) =>
      Promise.any(
        Array.from({ length: 20 }, async () => {
          const answer = await server.get(path)
          return answer.status === 503 ? answer : Promise.reject(new Error(`${path} is ${answer.status}`))
        })
      )
    const [embed, page, data] = await Promise.all(['/embed?beta=4', '/?beta=4', '/__data.json'].map(refusal))
    expect(embed.headers).toMatchObject({
      'retry-after': '5',
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    })
    expect(embed.text).toContain('<h1>The server is busy</h1>')
    expect(embed.text, 'needs no other file').not.toMatch(/\b(src|href)=/)
    expect(page.headers['content-security-policy']).toContain("; frame-ancestors 'none'")
    expect(data.text).toMatch(/^\{"error":"The server is busy: .*"message":/)
    for (const path of ['/favicon.svg', '/privacy', '/healthz'])
      expect((await server.get(path)).status, path).toBe(200)

    crowd.destroy()
    await expect.poll(async () => (await server.get('/?beta=4')).status).toBe(200)
    const metrics = await server.metrics()
    expect(metrics['xfetch_tuner_started_total{lane="page"}']).toBeLessThan(150)
    expect(metrics['xfetch_tuner_requests_total{class="page",status="503"}']).toBeGreaterThanOrEqual(3)
  })

  test('calls of the API are turned away in JSON', async () => {
    const server = await start()
    const crowd = answerOn(server.send(get('/api/v1/predict').repeat(300) + get('/api/v1/predict', CLOSE)))
    const answers = (await crowd).split('HTTP/1.1 ').slice(1)
    expect(answers).toHaveLength(301)
    const refused = answers.filter((answer) => answer.startsWith('503 '))
    expect(refused.length).toBeGreaterThan(0)
    for (const answer of refused) {
      expect(answer).toMatch(/\r\nretry-after: 5\r\n/)
      expect(answer).toMatch(/\r\naccess-control-allow-origin: \*\r\n/)
      expect(answer).toContain(
        '{"error":"The server is busy: too many requests wait already; ask again in 5 seconds"'
      )
    }
    for (const answer of answers) expect(answer).toMatch(/^(200|503) /)
    const metrics = await server.metrics()
    expect(metrics['xfetch_tuner_unavailable_total{reason="full"}']).toBe(refused.length)
    expect(metrics['xfetch_tuner_unavailable_total{reason="simulations"}']).toBe(0)
  })

  test('a client that does not read its page keeps nobody else from theirs', async () => {
    const server = await start()
    const idlers: Socket[] = []
    // More than the four that are worked on at a time. A busy machine turns some away, so that more are sent.
    const oneMore = async () => {
      idlers.push(server.send(get('/')).pause())
      return (await server.metrics())['xfetch_tuner_started_total{lane="page"}']
    }
    await expect.poll(oneMore).toBeGreaterThan(5)
    await expect.poll(async () => (await server.get('/?beta=4')).status).toBe(200)
    for (const idler of idlers) idler.destroy()
  })
})

test.describe('files of clients that go', () => {
  test.skip(process.platform !== 'linux', 'only Linux tells which files a process has open')

  const largest = () => {
    const folder = 'build/client/_app/immutable'
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.js$/.test(file)
    )
    return files.reduce((a, b) => (statSync(join(folder, a)).size > statSync(join(folder, b)).size ? a : b))
  }

  for (const [name, before] of [
    ['while they do not read', ''],
    ['while another reply comes first', get('/api/v1/simulate?cycles=500000')]
  ]) {
    test(`are closed, ${name}`, async () => {
      const server = await start()
      const open = () => readdirSync(`/proc/${server.process.pid}/fd`).length
      await server.get('/healthz')
      const idle = open()
      const crowd = Array.from({ length: 10 }, () =>
        server.send(before + get(`/_app/immutable/${largest()}`).repeat(60)).pause()
      )
      await expect.poll(open).toBeGreaterThan(idle + 50)
      for (const socket of crowd) socket.on('error', () => {}).resetAndDestroy()
      // The threads of a simulation may stay.
      await expect.poll(open).toBeLessThan(idle + 30)
    })
  }

  test('do not end a server that may open no more', async () => {
    const server = await start({}, { files: 64 })
    const crowd = Array.from({ length: 10 }, () =>
      answerOn(server.send(get(`/_app/immutable/${largest()}`).repeat(60)))
    )
    // A reply whose file cannot be opened takes its connection with it.
    await Promise.race(crowd)
    await expect.poll(() => server.get('/favicon.svg').then(({ status }) => status, String)).toBe(200)
  })
})

test.describe('probes', () => {
  test('/metrics is in the text format of Prometheus', async () => {
    const server = await start()
    await server.get('/api/v1/predict')
    const { headers, text, status } = await server.get('/metrics')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(headers['cache-control']).toBe('no-store')
    let described = ''
    for (const line of text.trimEnd().split('\n')) {
      const [, name] = /^# HELP ([a-z_]+) \S/.exec(line) ?? []
      if (name) described = name
      else if (line.startsWith('#'))
        expect(line).toMatch(new RegExp(`^# TYPE ${described} (counter|gauge|histogram)$`))
      else
        expect(line).toMatch(
          new RegExp(`^${described}(_bucket|_sum|_count)?(\\{([a-z]+="[^"]*",?)+\\})? [\\d.e+-]+$`)
        )
    }
    expect(text).toContain('xfetch_tuner_requests_total{class="api",status="200"} 1\n')
    expect(text).toContain('xfetch_tuner_event_loop_lag_seconds_bucket{le="+Inf"} ')
  })

  test('/metrics is not there unless METRICS=1, and /healthz always', async () => {
    const server = await start({ METRICS: '0' })
    expect((await server.get('/metrics')).status).toBe(404)
    const health = await server.get('/healthz')
    expect(health).toMatchObject({ status: 200, text: 'ok\n' })
    expect(health.headers).toMatchObject({ 'content-type': 'text/plain', 'cache-control': 'no-store' })
    expect((await server.get('/healthz', { method: 'POST' })).status).toBe(405)
  })
})

test.describe('a server that is told to stop', () => {
  test.skip(process.platform === 'win32', 'Windows has no signals that a process could hear')

  test('answers the clients that the system has connected but it has not yet seen', async () => {
    const server = await start()
    server.process.kill('SIGSTOP')
    const sockets = Array.from({ length: 200 }, (_, i) =>
      server.send(get(i % 20 === 0 ? '/embed?beta=4' : '/favicon.svg'))
    )
    const answers = sockets.map(answerOn)
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
    server.process.kill('SIGTERM')
    server.process.kill('SIGCONT')
    for (const [i, answer] of (await Promise.all(answers)).entries()) {
      // After a long halt the server may turn pages away, which is an answer, too.
      expect(answer).toMatch(i % 20 === 0 ? /^HTTP\/1.1 (200|503) / : /^HTTP\/1.1 200 /)
      expect(answer).toMatch(/\r\nconnection: close\r\n/i)
    }
    expect(await server.ended).toBe(0)
  })

  test('says so to those who ask for its health', async () => {
    const server = await start()
    // Half a question keeps its connection open until the server no longer listens.
    const socket = server.send('GET /healthz HTTP/1.1\r\nHost: host.example\r\n')
    const answer = answerOn(socket)
    await new Promise((resolve) => socket.write(CLOSE, resolve))
    expect((await server.get('/healthz')).text).toBe('ok\n')
    server.process.kill('SIGTERM')
    await expect.poll(() => server.get('/healthz').then(({ text }) => text, String)).toContain('ECONNREFUSED')
    socket.write('\r\n')
    expect(await answer).toMatch(/^HTTP\/1.1 503 [^]*draining\n/)
    expect(await server.ended).toBe(0)
  })

  test('lets a client that keeps its connection finish', async () => {
    const server = await start()
    const agent = new Agent({ keepAlive: true })
    expect((await server.get('/embed', { agent })).headers.connection).toBe('keep-alive')
    const last = server.get('/api/v1/simulate?cycles=200000', { agent })
    await expect.poll(async () => (await server.metrics())['xfetch_tuner_started_total{lane="api"}']).toBe(1)
    server.process.kill('SIGTERM')
    expect((await last).status).toBe(200)
    expect(await server.ended).toBe(0)
    agent.destroy()
  })
})

test('a closed log does not end the server', async () => {
  // The server itself logs nothing but faults.
  const chatter = `
    let lines = 0
    const registry = (globalThis[Symbol.for('xfetch-tuner.metrics')] ??= new Map())
    registry.set('lines', { help: 'Lines.', type: 'counter', read: () => lines })
    setInterval(() => { console.log('a line'); console.error('another'); lines++ }, 5).unref()`
  const server = await start({ NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(chatter)}` })
  server.process.stdout.destroy()
  server.process.stderr.destroy()
  const { lines } = await server.metrics()
  await expect.poll(async () => (await server.metrics()).lines).toBeGreaterThan(lines + 5)
})

test('npm start prints the address, and nothing else, where the build is there', async () => {
  const server = await start({}, { entry: 'scripts/start.mjs' })
  expect(server.log()).toBe(`XFetch Tuner is at http://127.0.0.1:${server.port}\n`)
  // It passes the signal on to the server, which a kill would leave behind.
  server.process.kill('SIGTERM')
  expect(await server.ended).toBe(0)
})

for (const entry of ['build', 'scripts/start.mjs']) {
  test.describe(`settings of ${entry}`, () => {
    for (const [name, value] of [
      ['PORT', 'abc'],
      ['PORT', '70000'],
      ['PORT', '-1'],
      ['PORT', ''],
      ['ORIGIN', 'tuner.example.org'],
      ['SHUTDOWN_TIMEOUT', 'soon'],
      ['KEEP_ALIVE_TIMEOUT', '-5'],
      ['HEADERS_TIMEOUT', 'x'],
      ['BODY_SIZE_LIMIT', 'much']
    ]) {
      test(`${name}=${value} is told in one sentence`, async () => {
        const server = await start({ [name]: value }, { listening: false, entry })
        expect(await server.ended).toBe(1)
        expect(server.log()).toMatch(
          new RegExp(`^${name} is "${value}" but must be .*: set ${name}=\\S+, or leave ${name} out\\.\n$`)
        )
      })
    }

    test('a port that another program has is told in one sentence', async () => {
      const { port } = await start()
      const second = await start({ PORT: String(port) }, { listening: false, entry })
      expect(await second.ended).toBe(1)
      expect(second.log()).toBe(
        `Cannot listen on port ${port} of 127.0.0.1: another program has it; choose another with PORT.\n`
      )
    })
  })
}

test.describe('without ORIGIN', () => {
  const canonical = (html: string) => /<link rel="canonical" href="([^"]*)"/.exec(html)![1]

  test('the scheme is http, whatever a client claims, and the host that of the request', async () => {
    const server = await start()
    const asked = {
      headers: { host: 'host.example', 'x-xfetch-tuner-scheme': 'https', 'x-forwarded-proto': 'https' }
    }
    expect(canonical((await server.get('/', asked)).text)).toBe('http://host.example/')
    const absolute = await answerOn(server.send(get('http://other.example/embed', CLOSE)))
    expect(absolute).toMatch(/^HTTP\/1.1 200 /)
    expect(canonical(absolute)).toBe('http://other.example/embed?v=1')
  })

  test('a proxy may say otherwise', async () => {
    const server = await start({ PROTOCOL_HEADER: 'X-Forwarded-Proto', HOST_HEADER: 'X-Forwarded-Host' })
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'tuner.example.org' }
    expect(canonical((await server.get('/', { headers })).text)).toBe('https://tuner.example.org/')
    expect(canonical((await server.get('/', { headers: { host: 'host.example' } })).text)).toBe(
      'http://host.example/'
    )
  })

  test('no cache keeps an oEmbed reply, for it names the host that the client claimed', async () => {
    const headers = { host: 'host.example' }
    const asked = `/oembed?url=${encodeURIComponent('http://host.example/?beta=4')}`
    const open = await (await start()).get(asked, { headers })
    expect(open.text).toContain('http://host.example/embed')
    expect(open.headers).toMatchObject({ 'cache-control': 'private, no-store', vary: 'host' })
    const fixed = await (await start({ ORIGIN: 'http://host.example' })).get(asked)
    expect(fixed.headers['cache-control']).toBe('public, max-age=86400')
  })
})
