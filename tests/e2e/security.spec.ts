import { expect, test, type Page } from '../support/test'
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { hostPage } from '../support/host-page'

/** Two files of the client, as the build named them. */
const [immutable, style] = ['.js', '.css'].map((end) => {
  const files = readdirSync('build/client/_app/immutable', { recursive: true, encoding: 'utf8' })
  return `/_app/immutable/${files.find((file) => file.endsWith(end))!.replaceAll('\\', '/')}`
})

const pages = ['/', '/?beta=4', '/share', '/learn', '/nowhere']
const finished = ['/learn/model', '/privacy']
const files = [immutable, style, '/favicon.svg', '/embed.js']
const programs = ['/api/v1/predict', '/api/v1/nothing', '/card.png']
const embeds = ['/embed', '/embed?show=window&theme=dark', '/embed?lesson=beta-direction']

/** The sources of one directive. */
const sources = (policy: string, directive: string) =>
  policy
    .split('; ')
    .find((part) => part.startsWith(`${directive} `))
    ?.split(' ')
    .slice(1)

function expectStrict(policy: string) {
  const scripts = sources(policy, 'script-src')!
  expect(scripts[0]).toBe("'self'")
  expect(scripts.slice(1).length).toBeGreaterThan(0)
  for (const source of scripts.slice(1)) expect(source).toMatch(/^'(nonce|sha256)-[\w+/=-]{22,}'$/)
  expect(sources(policy, 'default-src')).toEqual(["'none'"])
  expect(sources(policy, 'base-uri')).toEqual(["'none'"])
  expect(sources(policy, 'form-action')).toEqual(["'self'"])
  expect(policy).not.toMatch(/unsafe-eval|https?:|\*/)
}

for (const path of [...pages, ...finished, ...files, ...programs, ...embeds]) {
  test(`${path.replace(/[\w-]+\.(js|css)$/, '*.$1')} has its headers`, async ({ request }) => {
    const headers = (await request.get(path)).headers()
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['permissions-policy']).toContain('camera=()')
    expect(headers['permissions-policy']).not.toContain('clipboard')
    expect(headers['set-cookie']).toBeUndefined()

    const policy = headers['content-security-policy'] ?? ''
    if (embeds.includes(path)) {
      expect(policy).not.toContain('frame-ancestors')
      expect(headers['x-frame-options']).toBeUndefined()
    } else {
      expect(sources(policy, 'frame-ancestors')).toEqual(["'none'"])
      expect(headers['x-frame-options']).toBe('DENY')
    }
    if ([...pages, ...embeds].includes(path)) expectStrict(policy)

    const own = [...pages, ...finished].includes(path)
    expect(headers['cross-origin-resource-policy']).toBe(own ? 'same-origin' : 'cross-origin')
    expect(headers['access-control-allow-origin']).toBe(own ? undefined : '*')
    if (path.startsWith('/_app/immutable/'))
      expect(headers['cache-control']).toBe('public,max-age=31536000,immutable')
    else if (!programs.includes(path)) expect(headers['cache-control']).toBe('no-cache')
  })
}

for (const path of finished) {
  test(`${path}, which is finished beforehand, has the policy in itself`, async ({ request }) => {
    const html = await (await request.get(path)).text()
    expectStrict(/<meta http-equiv="content-security-policy" content="([^"]*)"/.exec(html)![1])
  })
}

/** Status line and headers, as bytes on the wire. */
const headOf = (answer: string) => answer.slice(0, answer.indexOf('\r\n\r\n') + 4)

// A proxy has one page of memory, mostly 4 kB, for all headers of a reply (nginx: proxy_buffer_size).
for (const path of [
  ...pages,
  ...finished,
  ...embeds,
  '/learn?lesson=beta-direction',
  '/share?beta=4&cv=0.5'
]) {
  test(`${path} has less than 3000 bytes of headers`, async () => {
    const answer = await raw(`GET ${path} HTTP/1.1`)
    expect(answer).toMatch(/^HTTP\/1.1 (200|404) /)
    expect(headOf(answer).length).toBeLessThan(3000)
  })
}

test('an embed may be framed however its address is written, and no other page', async () => {
  for (const path of ['/embed', '/%65mbed', '/./embed', '/x/../embed?beta=4', 'http://host/embed']) {
    const answer = headOf(await raw(`GET ${path} HTTP/1.1`))
    expect(answer, path).toMatch(/^HTTP\/1.1 200 /)
    expect(answer, path).not.toMatch(/x-frame-options|frame-ancestors/i)
  }
  for (const path of [
    '//embed',
    '/\\embed',
    '/%2565mbed',
    '/embed/x',
    'http://host//embed',
    'http://host/'
  ]) {
    const answer = headOf(await raw(`GET ${path} HTTP/1.1`))
    expect(answer, path).toMatch(/^HTTP\/1.1 (200|404) /)
    expect(answer, path).toMatch(/x-frame-options: DENY/i)
    expect(answer, path).toMatch(/frame-ancestors 'none'/)
  }
})

test('a way round the path of the embed leads to no page that could be framed', async () => {
  // As bytes: a client that is polite would tidy the path up.
  for (const path of ['/embed/../', '/embed/%2e%2e/', '/embed/..%2f', '//embed', '/embed/x', '/embed%2f..'])
    expect(await raw(`GET ${path} HTTP/1.1`), path).toMatch(/frame-ancestors 'none'|^HTTP\/1\.1 (400|308)/)
})

/** The start of what the server answers to bytes of any kind. */
function raw(line: string, headers = 'Host: host\r\nConnection: close'): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(test.info().project.use.baseURL!)
    let text = ''
    connect(Number(port), hostname)
      .setEncoding('utf8')
      .on('data', (data: string) => (text += data))
      .on('error', reject)
      .on('close', () => resolve(text))
      .write(`${line}\r\n${headers}\r\n\r\n`, 'latin1')
  })
}

const long = 'a'.repeat(15_000)
const odd = [
  ...['/%00', '/%ff', '/%', '/%zz?%zz', '/?%', '/?%ff=%ff&=&&?', '/?beta=%00', '/?beta=1&beta=2&beta=x'],
  ...['//', '//host.example/', '/..', '/%2e%2e/%2e%2e/etc/passwd', '/_app/../server/index.js', '/_app/%ff'],
  ...[
    '/__data.json?x-sveltekit-invalidated=zz',
    '/nowhere/__data.json',
    '/__route.js',
    '/embed/__data.json?%ff'
  ],
  ...['/api', '/api/%ff', '/api/v1/predict?%ff', '/api/v1/advise?keys=%00:1/s', '/card.png?%ff&beta=%00'],
  ...['/embed?show=%ff&lock=%00&theme=%ff&host=%00', '/embed?lesson=%ff', '/share?%ff', '/learn?lesson=%00'],
  ...['/learn/model%00', '/learn/model/', '/oembed', '/oembed?url=%ff', '/oembed?url=%00&maxwidth=-1e9'],
  ...[`/${long}`, `/?keys=${long}:1/s`, `/card.png?keys=${long}`, `/embed?show=${long}`, `/?${long}${long}`],
  ...[
    'http://host.example/embed',
    'http://host.example',
    'HTTP://[',
    'ftp://host/',
    '*',
    '?beta=4',
    '',
    'embed'
  ],
  ...[
    '//host/path',
    '///',
    '/\\',
    '\\',
    '/\\host/',
    '/%5c',
    '/?\\',
    '/#',
    '#',
    '/;/',
    '/%2f',
    '/%25',
    '/%c0%af'
  ],
  ...[
    '/healthz/',
    '/healthz?%',
    '//healthz',
    '/metrics',
    '/favicon.svg/',
    '/favicon.svg%00',
    '/./favicon.svg'
  ],
  ...['/@host/', '@host/', ':80/', '/%u0041', '/__proto__', '/constructor', '/learn/model%', '/.']
]
test('no address makes the server fail', async () => {
  for (const target of odd) {
    const answer = await raw(`GET ${target} HTTP/1.1`)
    expect(answer.slice(0, 12), target.slice(0, 80)).toMatch(/^HTTP\/1\.1 [234]/)
    expect(answer, target.slice(0, 80)).toMatch(/x-content-type-options: nosniff\r\n/i)
  }
  expect(await raw('OPTIONS * HTTP/1.1')).toMatch(/^HTTP\/1.1 204 [\s\S]*allow: GET, HEAD, OPTIONS\r\n/i)
})

test('what is no request at all is refused with the headers of all replies', async () => {
  const refusals = [
    ['nonsense', undefined, 400],
    ['GET / HTTP/1.1', 'Connection: close', 400],
    ['GET / HTTP/1.1', 'Host: a\r\nHost: b\r\nno header', 400],
    ['GET / HTTP/1.1', 'Host: a\r\nExpect: wonders\r\nConnection: close', 417],
    [`GET / HTTP/1.1`, `Host: a\r\nX: ${long}${long}`, 431]
  ] as const
  for (const [line, headers, status] of refusals) {
    const answer = await raw(line, headers)
    expect(answer, line).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    for (const header of [
      'x-content-type-options: nosniff',
      'referrer-policy: no-referrer',
      'x-frame-options: DENY'
    ])
      expect(answer, line).toContain(`${header}\r\n`)
  }
})

test('a form of another origin is told in JSON that the API takes no form', async ({ request }) => {
  for (const path of ['/api/v1/predict', '/%61pi/v1/advise', '/oembed', '/card.png']) {
    const reply = await request.post(path, {
      form: { beta: '4' },
      headers: { origin: 'https://elsewhere.example' }
    })
    expect(reply.status(), path).toBe(405)
    expect(reply.headers(), path).toMatchObject({
      allow: 'GET, HEAD, OPTIONS',
      'content-type': 'application/json'
    })
    expect(await reply.json(), path).toEqual({ error: 'POST is not allowed; use GET' })
  }
})

test('no method makes the server fail, and pages take none but those of reading', async () => {
  for (const path of [
    '/',
    '/?/action',
    '/learn/model',
    '/favicon.svg',
    '/embed',
    '/card.png',
    '/api/v1/predict'
  ]) {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND', 'QUERY']) {
      const answer = await raw(`${method} ${path} HTTP/1.1`)
      expect(answer, `${method} ${path}`).toMatch(/^HTTP\/1\.1 40[05] /)
    }
    for (const method of ['HEAD', 'OPTIONS'])
      expect(await raw(`${method} ${path} HTTP/1.1`), `${method} ${path}`).toMatch(/^HTTP\/1\.1 20[04] /)
  }
  for (const range of ['bytes=5-2', 'bytes=-5', 'bytes=x', 'bytes=0-0,2-3'])
    expect(await raw('GET /favicon.svg HTTP/1.1', `Host: a\r\nConnection: close\r\nRange: ${range}`)).toMatch(
      /^HTTP\/1\.1 200 [\s\S]*<svg/
    )
})

/** What a page was forbidden to do, and what it complains of. */
async function watch(page: Page): Promise<string[]> {
  const faults: string[] = []
  await page.exposeFunction('forbidden', (what: string) => faults.push(what))
  await page.addInitScript(() => {
    const { forbidden } = window as unknown as { forbidden: (what: string) => void }
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      forbidden(`${violatedDirective} ${blockedURI} in ${sourceFile}`)
    )
  })
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text())
  })
  return faults
}

test('the policy forbids nothing that the tool does', async ({ page }) => {
  const faults = await watch(page)
  await page.goto('/?beta=4&cycles=1')
  await expect(page.getByText(/cycles a second/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Rebuild time' }).first().fill('3 * 80 ms')
  await expect(page).toHaveURL(/delta=240ms/)
  for (const details of await page.locator('details').all())
    await details.evaluate((element: HTMLDetailsElement) => (element.open = true))
  await page.goto('/learn/model')
  await page.locator('figure').nth(1).getByRole('slider').first().fill('80')
  await page.goto('/share?beta=4&cycles=1')
  await expect(page.frameLocator('iframe').locator('main')).toBeVisible()
  await page.goto('/privacy')
  expect(faults).toEqual([])
})

test('the policy forbids what it should', async ({ page }) => {
  await page.goto('/')
  const outcome = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.ran = true'
    document.body.append(script)
    const image = document.createElement('div')
    image.innerHTML = '<img src="data:," onerror="window.ran = true">'
    document.body.append(image)
    const violation = new Promise<string>((resolve) =>
      addEventListener('securitypolicyviolation', ({ violatedDirective }) => {
        if (violatedDirective.startsWith('connect')) resolve(violatedDirective)
      })
    )
    await fetch('https://elsewhere.example/').catch(() => {})
    const refused = await violation
    const evaluated = (() => {
      try {
        return (0, eval)('1')
      } catch {
        return 'refused'
      }
    })()
    return { ran: 'ran' in window, evaluated, refused }
  })
  expect(outcome.ran).toBe(false)
  expect(outcome.evaluated).toBe('refused')
  expect(outcome.refused).toBe('connect-src')
})

test('a page of another origin can frame an embed, and nothing else', async ({ page, baseURL }) => {
  const framed = ['/', '/learn/model', '/privacy', '/share', '/embed?beta=4']
  const host = await hostPage(
    framed.map((path, i) => `<iframe name="f${i}" src="${baseURL}${path}"></iframe>`).join('')
  )
  await page.goto(host.origin)
  await expect(page.frameLocator('iframe[name=f4]').locator('body')).toContainText(/β\s=\s4/)
  for (const [i] of framed.slice(0, 4).entries())
    expect(page.frame(`f${i}`)!.url(), framed[i]).toMatch(/^(chrome-error:|about:blank)/)
  await host.close()
})

test('in a sandbox, where an embed has no origin, its scripts and its workers run', async ({
  page,
  baseURL
}) => {
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', ({ message }) => faults.push(message))
  const workers: string[] = []
  page.on('worker', (worker) => workers.push(worker.url()))
  const host = await hostPage(
    `<iframe sandbox="allow-scripts" width="600" height="900" src="${baseURL}/embed?beta=4&cycles=1"></iframe>`
  )
  await page.goto(host.origin)
  const embed = page.frameLocator('iframe')
  await expect(embed.getByText(/cycles a second/)).toBeVisible()
  expect(workers.length).toBeGreaterThan(0)
  for (const worker of workers) expect(worker).toMatch(/^blob:/)
  expect(faults).toEqual([])
  await host.close()
})

test('a page that is isolated from others can frame an embed all the same', async ({ page, baseURL }) => {
  const host = await hostPage(
    ['', 'sandbox="allow-scripts"']
      .map((sandbox) => `<iframe ${sandbox} width="600" src="${baseURL}/embed?beta=4&cycles=1"></iframe>`)
      .join(''),
    '',
    { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
  )
  await page.goto(host.origin)
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  for (const i of [0, 1])
    await expect(
      page
        .frameLocator('iframe')
        .nth(i)
        .getByText(/cycles a second/)
    ).toBeVisible()
  await host.close()
})

test('what is not there has a page with a way back that keeps the scenario', async ({ page }) => {
  const response = await page.goto('/lern?beta=4&cycles=1')
  expect(response!.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('There is no such page')
  await page.getByRole('link', { name: 'Open the tuner with this scenario' }).click()
  await expect(page).toHaveURL(/\/\?beta=4/)
  await expect(page.locator('section[aria-label="Verdict"]')).toContainText(/β\s=\s4/)
})
