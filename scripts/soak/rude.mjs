/** Bytes that are no request, or a request that most servers read in another way. */
import fc from 'fast-check'

const host = 'host: a\r\n'
const get = (/** @type {string} */ target, rest = host) => `GET ${target} HTTP/1.1\r\n${rest}\r\n`

const REQUESTS = [
  get('/', ''),
  get('http://attacker.example/?beta=4'),
  get('/?keys=\xc3\xa4:1/s'),
  get('/?beta=4 5'),
  get('/?\x00'),
  get('*'),
  get('?beta=4'),
  get('//'),
  get('/', `${host}${host}`),
  get('/', `${host}x: ${'y'.repeat(20_000)}\r\n`),
  get('/', `${host}${'x: y\r\n'.repeat(3000)}`),
  get('/', `${host}content-length: 5\r\ntransfer-encoding: chunked\r\n`),
  get('/', `${host}content-length: -1\r\n`),
  get('/', `${host}content-length: 99999999999999999999\r\n`),
  get('/', `${host}transfer-encoding: chunked, identity\r\n`),
  get('/', `${host}expect: 100-continue\r\n`),
  get('/', `${host}expect: something\r\n`),
  get('/', `${host}connection: upgrade\r\nupgrade: websocket\r\n`),
  get('/', `${host}x\x00y: z\r\n`),
  get('/', `${host} folded: z\r\n`),
  get('/', 'host: a b<script>\r\n'),
  `${get('/favicon.svg')}${get('/robots.txt')}${get('/?beta=4')}`,
  'GET / HTTP/1.0\r\n\r\n',
  'GET /\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  `CONNECT attacker.example:443 HTTP/1.1\r\n${host}\r\n`,
  `TRACE / HTTP/1.1\r\n${host}\r\n`,
  `POST /api/v1/advise HTTP/1.1\r\n${host}content-length: 10\r\n\r\nhalf`,
  `POST / HTTP/1.1\r\n${host}transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n`,
  `GET / HTTP/1.1\r\n${host}`,
  'GET ',
  '\r\n\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'
].map((text) => Buffer.from(text, 'latin1'))

/** @type {fc.Arbitrary<Buffer>} */
export const rudeBytes = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...REQUESTS) },
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc
    .tuple(fc.constantFrom(...REQUESTS), fc.nat(200), fc.nat(255))
    .map(([bytes, at, byte]) => Buffer.from(bytes.map((old, i) => (i === at ? byte : old))))
)
