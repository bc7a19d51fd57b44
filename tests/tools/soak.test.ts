import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asksOf, type Ask } from '../../scripts/soak/asks.mjs'
import { faultsOf, ofRawReply, smaller } from '../../scripts/soak/checks.mjs'
import { createClient } from '../../scripts/soak/client.mjs'
import { loadGrammar } from '../../scripts/soak/grammar.mjs'
import { stream } from '../../scripts/soak/links.mjs'
import { Report } from '../../scripts/soak/report.mjs'
import { foreignServer } from '../../scripts/soak/server.mjs'
import { table } from '../support/table'

const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=()',
  'cache-control': 'no-cache',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY'
}

const ask = (path: string, route = path.split('?')[0], method = 'GET'): Ask => ({
  route,
  method,
  path,
  headers: {},
  manners: 'wait'
})

const reply = (type: string, body: string | Buffer, status = 200, more: Record<string, string> = {}) => ({
  status,
  headers: { ...headers, 'content-type': type, ...more },
  headerBytes: 900,
  body: Buffer.from(body)
})
const html = (inside: string) =>
  reply(
    'text/html',
    `<!doctype html><html lang="en"><head><title>x</title></head><body>${inside}</body></html>`
  )
const json = (value: unknown, status = 200) => reply('application/json', JSON.stringify(value), status)

describe('a page', () => {
  test('without a fault is let through', () => {
    expect(faultsOf(ask('/?beta=4'), html('<p title="β = 4">7.5 s</p><script nonce="a">1</script>'))).toEqual(
      []
    )
  })

  test.each(
    table(`
    a number that is none         | <p>β = NaN</p>                          | NaN
    one in an attribute           | <p aria-label="in Infinity s"></p>      | Infinity
    one in a drawing              | <svg><path d="M0,1LNaN,2"></path></svg> | NaN
    a value that is missing       | <p>takes undefined</p>                  | undefined
    an object as text             | <p>[object Object]</p>                  | [object Object]
    a script that was slipped in  | <script>alert(1)</script>               | a script without nonce or hash
    a handler that was slipped in | <img src="x" alt="" onerror="a">        | onerror
    a link that runs a script     | <a href=" javascript:alert(1)">x</a>    | javascript:
    markup that is cut off        | <p title="a<b>                          | HTML: eof-in-tag
  `)
  )('with %s is found', (_what, inside, fault) => {
    expect(faultsOf(ask('/?beta=4'), html(inside)).join('\n')).toContain(fault)
  })

  test('may have a script whose hash is in its policy, and no other', () => {
    // The hash of "run()", from: printf 'run()' | openssl dgst -sha256 -binary | base64
    const policy = {
      'content-security-policy': "script-src 'sha256-AvyuiL0SD1mVY3NNxR+V2uo+lhk6RMFrytWmRt6CrJQ='"
    }
    const faults = (script: string) =>
      faultsOf(ask('/'), {
        ...html(`<script>${script}</script>`),
        headers: { ...html('').headers, ...policy }
      })
    expect(faults('run()')).toEqual([])
    expect(faults('run(1)')).toEqual(['a script without nonce or hash'])
  })

  test('may repeat what its link says', () => {
    expect(faultsOf(ask('/?beta=NaN'), html('<p>“NaN” is no number</p>'))).toEqual([])
    expect(faultsOf(ask('/?beta=%4eaN'), html('<p>“NaN” is no number</p>'))).toEqual([])
  })
})

describe('a reply of the interface', () => {
  test.each([
    ['cut off', reply('application/json', '{"a":1'), 'no JSON'],
    ['with a number that is none', reply('application/json', '{"a":1e999}'), 'the number Infinity'],
    ['with words about one', json({ notes: ['using NaN'] }), 'NaN'],
    ['that is an error without words', json({}, 400), 'without an error in words'],
    ['that is a page', html(''), 'content type text/html'],
    ['that failed', json({ error: 'no' }, 500), 'status 500'],
    ['that is refused without a time to ask again', json({ error: 'no' }, 503), '503 without Retry-After']
  ])('%s is found', (_what, given, fault) => {
    expect(faultsOf(ask('/api/v1/predict?beta=4'), given).join('\n')).toContain(fault)
  })

  test('may be an announced refusal', () => {
    const busy = reply('application/json', '{"error":"busy"}', 503, { 'retry-after': '5' })
    expect(faultsOf(ask('/api/v1/predict'), busy)).toEqual([])
  })

  test('that names a number of cycles is asked for that', () => {
    const refusal = json({ error: 'too much; ask for cycles=150 or less' }, 413)
    expect(smaller(ask('/api/v1/simulate?cv=1'), refusal)?.path).toBe('/api/v1/simulate?cycles=150&cv=1')
    expect(smaller(ask('/api/v1/simulate?cv=1'), json({}))).toBeNull()
  })
})

describe('headers', () => {
  test.each(Object.keys(headers))('without %s are found', (name) => {
    const { [name]: _gone, ...rest } = reply('text/html', '<!doctype html><title>x</title>')
      .headers as Record<string, string>
    expect(faultsOf(ask('/privacy'), { ...html(''), headers: rest })).not.toEqual([])
  })

  test('let an embed be framed, however its address is written', () => {
    const { 'x-frame-options': _denied, ...framed } = html('').headers as Record<string, string>
    expect(faultsOf(ask('/embed?beta=4'), { ...html(''), headers: framed })).toEqual([])
    expect(faultsOf(ask('/%65mbed', 'odd'), html(''))).toContain('an embed that may not be framed')
    expect(faultsOf(ask('/embed/../', 'odd'), { ...html(''), headers: framed })).toContain('may be framed')
    expect(faultsOf(ask('/embed'), json({ error: 'busy' }, 431)).join()).not.toContain('framed')
  })

  test('that no proxy would take are found', () => {
    expect(faultsOf(ask('/'), { ...html(''), headerBytes: 4130 })).toEqual([
      'more than 3072 bytes of headers'
    ])
  })

  test('are asked of what node refuses by itself, too', () => {
    expect(ofRawReply('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')[0]).toContain(
      'x-content-type-options'
    )
    const all = Object.entries(headers).map((line) => line.join(': '))
    expect(ofRawReply('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n')[0]).toContain('200 has no')
    expect(ofRawReply('HTTP/1.1 100 Continue\r\n\r\n')).toEqual([])
    expect(ofRawReply(`HTTP/1.1 400 Bad Request\r\n${all.join('\r\n')}\r\n\r\n`)).toEqual([])
  })
})

test('a card must be a whole PNG of its size', () => {
  const png = Buffer.alloc(60)
  png.write('89504e470d0a1a0a', 0, 'hex')
  png.writeUInt32BE(1200, 16)
  png.writeUInt32BE(630, 20)
  png.write('49454e44ae426082', 52, 'hex')
  const card = (bytes: Buffer) => faultsOf(ask('/card.png'), reply('image/png', bytes))
  expect(card(png)).toEqual([])
  expect(card(png.subarray(0, 50))).toEqual(['no whole PNG'])
  png.writeUInt32BE(631, 20)
  expect(card(png)).toEqual(['a card of 1200 × 631'])
})

describe('what is asked', () => {
  test('is the same for the same seed, in ASCII, on every route', async () => {
    const grammar = await loadGrammar()
    const first = (seed: number) => {
      const asks = stream(asksOf(grammar, 'http://tuner.test'), seed)
      return Array.from({ length: 1500 }, () => asks.next().value)
    }
    const asks = first(7)
    expect(first(7)).toEqual(asks)
    expect(first(8)).not.toEqual(asks)
    expect(asks.filter(({ path }) => /[^\x21-\x7e]/.test(path))).toEqual([])
    expect(new Set(asks.map(({ route }) => route)).size).toBe(16)
  })

  test('goes to this machine only', () => {
    expect(foreignServer('http://127.0.0.1:3000').port).toBe(3000)
    for (const address of ['http://example.org', 'https://127.0.0.1:3000', 'http://127.0.0.1.example.org'])
      expect(() => foreignServer(address)).toThrow('is not on this machine')
  })
})

test('the report counts a fault once for each request, and names its first examples', () => {
  const report = new Report()
  report.count('/', 200, 5)
  report.count('/', 503, 9)
  report.fault('/', ['NaN in “a NaN b”', 'NaN in “c NaN d”'], 'request 1')
  report.fault('/', ['NaN in “e NaN f”'], 'request 2')
  expect(report.faults).toBe(2)
  expect(report.list()).toBe(
    '2 × /: NaN in “…”\n    request 1\n      “c NaN d”\n    request 2\n      “e NaN f”'
  )
  expect(report.table()).toContain('200 × 1, 503 × 1')
})

describe('a client', () => {
  let server: Server
  let address: AddressInfo
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/silent') return
      response.writeHead(200, headers).end(`${request.method} ${request.url}`)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = server.address() as AddressInfo
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const client = (patience: number) =>
    createClient({ host: '127.0.0.1', port: address.port, clients: 2, patience })

  test('gives the whole reply, and the size of its headers', async () => {
    const { ask: get, send, close } = client(60_000)
    const { status, body, headerBytes } = await get(ask('/a?b'))
    expect([status, `${body}`]).toEqual([200, 'GET /a?b'])
    const raw = await send(Buffer.from('GET /a?b HTTP/1.1\r\nhost: a\r\n\r\n'), { quiet: 100 })
    expect(headerBytes).toBe(raw.indexOf('\r\n\r\n') + 4)
    close()
  })

  test('says when there is no reply', async () => {
    const { ask: get, close } = client(50)
    await expect(get(ask('/silent'))).rejects.toThrow('no reply within 0.05 s')
    close()
  })
})
