import { expect, test } from '../support/test'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../scripts/port.mjs'
import { startBuilt, type BuiltServer } from '../support/built-server'

const missing = spawnSync('nginx', ['-v']).error !== undefined
if (missing)
  console.warn('SKIPPED: nginx is not installed, so the configuration in docs/deploy.md is not tested.')

/** The configurations in the document, the shortest first. */
const configurations = [...readFileSync('docs/deploy.md', 'utf8').matchAll(/```nginx\n([\s\S]*?)```/g)].map(
  ([, text]) => text
)

let folder: string
let nginx: ChildProcess | undefined
let port: number
let server: BuiltServer | undefined

// One server is enough behind all configurations.
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  if (missing) return
  port = (await freePort(0, '127.0.0.1'))!
  server = await startBuilt({ ORIGIN: `http://127.0.0.1:${port}` })
})
test.afterAll(() => server?.stop())

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  // Its workers are another user where it is started by root.
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'log'))
})
test.afterEach(async () => {
  if (nginx) {
    const ended = new Promise((resolve) => nginx!.on('close', resolve))
    nginx.kill('SIGTERM')
    await ended
  }
  nginx = undefined
  rmSync(folder, { recursive: true, force: true })
})

/** Starts nginx with a configuration of the document, whose only changes are where it listens, asks and logs. */
async function proxy(configuration: string): Promise<string> {
  const origin = `http://127.0.0.1:${port}`
  const here = configuration
    .replaceAll('listen 80;', `listen 127.0.0.1:${port};`)
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${server!.port}`)
    .replaceAll('/var/log/nginx/', `${folder}/log/`)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log stderr;
    events {}
    http {
      access_log off;
      include /etc/nginx/mime.types;
      ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')}
      ${here}
    }`
  )
  nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'], {
    stdio: ['ignore', 'inherit', 'pipe']
  })
  let log = ''
  nginx.stderr!.on('data', (data) => (log += data))
  await expect
    .poll(
      () =>
        fetch(`${origin}/healthz`).then(
          ({ status }) => status,
          () => log
        ),
      { intervals: [20] }
    )
    .toBe(200)
  return origin
}

test('the document has a configuration that is only what is needed, and one with more', () => {
  expect(configurations).toHaveLength(2)
  expect(configurations[0].match(/proxy_\w+/g)).toEqual(['proxy_pass'])
})

for (const [i, name] of ['the shortest configuration', 'the full configuration'].entries()) {
  test(`nginx with ${name} passes on pages, embeds, cards, the API and files`, async () => {
    test.skip(missing, 'nginx is not installed')
    const origin = await proxy(configurations[i])
    for (const path of [
      ...['/', '/?beta=4&keys=a:1/s,b:2/s,c:3/s', '/embed?beta=4', '/learn', '/learn?lesson=beta-direction'],
      ...['/share', '/privacy', '/learn/model', '/api/v1/predict', '/card.png', '/favicon.svg', '/embed.js'],
      `/oembed?url=${encodeURIComponent(`${origin}/?beta=4`)}`
    ]) {
      const reply = await fetch(origin + path)
      expect(reply.status, path).toBe(200)
      expect(reply.headers.get('x-content-type-options'), path).toBe('nosniff')
      expect((await reply.arrayBuffer()).byteLength, path).toBeGreaterThan(200)
    }
    expect((await fetch(`${origin}/nowhere`)).status).toBe(404)
    const html = await (await fetch(`${origin}/`)).text()
    for (const [, file] of html.matchAll(/<link href="\.(\/_app[^"]*)"/g))
      expect((await fetch(origin + file)).status, file).toBe(200)
  })
}

test('nginx with the full configuration compresses, and logs no scenario', async () => {
  test.skip(missing, 'nginx is not installed')
  const origin = await proxy(configurations[1])
  const reply = await fetch(`${origin}/api/v1/predict?beta=4.25`, { headers: { 'accept-encoding': 'gzip' } })
  expect(reply.headers.get('content-encoding')).toBe('gzip')
  await reply.json()
  const log = () => readFileSync(join(folder, 'log/tuner.log'), 'utf8')
  await expect.poll(log).toContain('200 GET /api/v1/predict\n')
  expect(log()).not.toContain('4.25')
})
