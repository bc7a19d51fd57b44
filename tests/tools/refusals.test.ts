import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refuseWithHeaders } from '../../scripts/adapters/front/refusals.mjs'

let server: Server
let counted: number[]

beforeEach(async () => {
  server = createServer({ headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 20 })
  counted = []
  refuseWithHeaders(server, (status) => counted.push(status))
  server.on('request', (request, response) => {
    response.write('part of a reply')
    if (request.url === '/whole') response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** Everything that is answered to these bytes, until the server closes the connection. */
const answerTo = (...parts: string[]) =>
  new Promise<string>((resolve) => {
    let text = ''
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').setEncoding('latin1')
    socket.on('data', (data: string) => {
      text += data
      const next = parts.shift()
      if (next) socket.write(next)
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
    socket.write(parts.shift()!)
  })

test.each([
  [400, 'nonsense\r\n\r\n'],
  [400, 'GET  HTTP/1.1\r\nHost: a\r\n\r\n'],
  [408, 'GET / HTTP/1.1\r\nHost: a\r\n'],
  [
    413,
    `POST /whole HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;${'a'.repeat(20_000)}\r\na\r\n0\r\n\r\n`
  ],
  [417, 'GET / HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n'],
  [431, `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`]
])('a refusal with status %d carries the headers of all replies', async (status, bytes) => {
  const answer = await answerTo(bytes)
  const refusal = answer.slice(answer.indexOf(`HTTP/1.1 ${status}`))
  expect(refusal).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(refusal).toContain('x-content-type-options: nosniff\r\n')
  expect(refusal).toContain('x-frame-options: DENY\r\n')
  expect(refusal).toMatch(/connection: close\r\n/i)
  expect(counted).toEqual([status])
})

test('a refusal is not written into the midst of another reply', async () => {
  const answer = await answerTo('GET /part HTTP/1.1\r\nHost: a\r\n\r\n', 'nonsense\r\n\r\n')
  expect(answer).toContain('part of a reply')
  expect(answer).not.toContain('400')
  expect(counted).toEqual([])
})

test('what is expected in the usual way is no reason to refuse', async () => {
  const answer = await answerTo(
    'GET /whole HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n'
  )
  expect(answer).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/)
})
