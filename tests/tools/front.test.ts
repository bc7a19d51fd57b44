import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { register as registerFromApp } from '../../src/lib/server/metrics'
import { whenQuiet } from '../../scripts/adapters/front/drain.mjs'
import { headersFor, pathOf } from '../../scripts/adapters/front/headers.mjs'
import { Lag } from '../../scripts/adapters/front/lag.mjs'
import { exposition, register } from '../../scripts/adapters/front/metrics.mjs'
import { nameScheme, SCHEME_HEADER } from '../../scripts/adapters/front/scheme.mjs'
import { listenFault, settingFaults } from '../../scripts/adapters/front/settings.mjs'
import { isFile, laneOf, pathsOf, tidyTarget } from '../../scripts/adapters/front/target.mjs'

describe('settings', () => {
  test('a wrong one is named with its value, its bounds and a cure', () => {
    expect(settingFaults({ PORT: 'abc' })).toEqual([
      'PORT is "abc" but must be a whole number from 0 to 65535: set PORT=3000, or leave PORT out.'
    ])
  })

  test.each([
    ['PORT', ['', ' 1', '-1', '70000', '3e3', '0x10', '80.5', '99999999999']],
    ['SHUTDOWN_TIMEOUT', ['', 'x', '-1', '1.5', '2147484', 'Infinity']],
    ['KEEP_ALIVE_TIMEOUT', ['', '5s']],
    ['HEADERS_TIMEOUT', ['', '1e3']],
    ['IDLE_TIMEOUT', ['never']],
    ['XFF_DEPTH', ['0', '-1', 'x']],
    ['BODY_SIZE_LIMIT', ['', '1T', '-1', 'K', '5 K']],
    ['ORIGIN', ['', 'tuner.example.org', 'localhost:3000', 'ftp://host', 'http://', 'http://[::1']],
    ['METRICS', ['', 'yes', 'true', '2']]
  ])('%s has its bounds', (name, values) => {
    for (const value of values) {
      const faults = settingFaults({ [name]: value })
      expect(faults, value).toHaveLength(1)
      expect(faults[0]).toContain(`${name} is ${JSON.stringify(value)}`)
    }
  })

  test('right ones, and none, have no fault', () => {
    expect(settingFaults({})).toEqual([])
    expect(
      settingFaults({
        PORT: '0',
        SHUTDOWN_TIMEOUT: '0',
        KEEP_ALIVE_TIMEOUT: '65',
        HEADERS_TIMEOUT: '2147483',
        XFF_DEPTH: '1',
        BODY_SIZE_LIMIT: '2m',
        ORIGIN: 'https://tuner.example.org',
        METRICS: '1'
      })
    ).toEqual([])
    expect(settingFaults({ PORT: '65535', BODY_SIZE_LIMIT: 'Infinity', METRICS: '0' })).toEqual([])
  })

  test('why the server cannot listen is told with what helps', () => {
    const fault = (code: string) =>
      listenFault(Object.assign(new Error('bind failed'), { code }), { path: false, host: '::', port: '80' })
    expect(fault('EADDRINUSE')).toBe(
      'Cannot listen on port 80 of ::: another program has it; choose another with PORT.'
    )
    expect(fault('EACCES')).toContain('PORT from 1024 on')
    expect(fault('ENOTDIR')).toBe('Cannot listen on port 80 of ::: bind failed.')
  })
})

describe('the path of a target', () => {
  test.each([
    ['/%65mbed', '/embed'],
    ['/./embed?beta=4', '/embed'],
    ['/embed/../', '/'],
    ['/embed/%2e%2e/', '/'],
    ['/%2565mbed', '/%2565mbed'],
    ['/embed%2f..', '/embed%2f..'],
    ['//embed', '//embed'],
    ['/\\embed', '//embed'],
    ['/%ff', ''],
    ['/%', ''],
    ['*', '']
  ])('%s is %s, as the router reads it', (target, path) => {
    expect(pathOf(target)).toBe(path)
  })

  test('the headers follow it: an embed may be framed, and only an embed', () => {
    for (const target of ['/embed', '/embed/', '/%65mbed', '/./embed', '/x/../embed?beta=4', '/embed?/../'])
      expect(headersFor(target), target).not.toHaveProperty('x-frame-options')
    for (const target of [
      '/',
      '//embed',
      '/\\embed',
      '/embed/x',
      '/embed/..',
      '/%2565mbed',
      '/embedx',
      '/%ff'
    ])
      expect(headersFor(target)['x-frame-options'], target).toBe('DENY')
  })

  test('tells the queue', () => {
    for (const target of ['/api', '/api/v1/advise?beta=1', '/%61pi/x', '/./api/'])
      expect(laneOf(target), target).toBe('api')
    for (const target of ['/card.png?beta=4', '/oembed', '/oembed/?url=x'])
      expect(laneOf(target), target).toBe('card')
    for (const target of ['/', '/apix', '/embed?x=/api/', '//api/', '/%ff', '*'])
      expect(laneOf(target), target).toBe('page')
  })

  test('is that of a file exactly when the file server will find one', () => {
    const paths = pathsOf(
      ['favicon.svg', '_app\\immutable\\a.js', 'a b.txt'],
      ['privacy.html', 'learn/index.html', 'learn/model.html']
    )
    for (const target of [
      '/favicon.svg?x',
      '/_app/immutable/a.js',
      '/privacy',
      '/learn/model?beta=2',
      '/learn'
    ])
      expect(isFile(target, paths), target).toBe(true)
    expect(isFile('/a%20b.txt', paths)).toBe(true)
    for (const target of ['/', '/x/../favicon.svg', '/%ff', '/privacy/x', '?/favicon.svg', ''])
      expect(isFile(target, paths), target).toBe(false)
  })

  test('in absolute form it is that of its path, and its host counts', () => {
    const request = (url: string) => ({ url, headers: { host: 'other' } }) as never
    const absolute = request('HTTP://tuner.example.org:81/embed?beta=4')
    expect(tidyTarget(absolute)).toBe(true)
    expect(absolute).toEqual({ url: '/embed?beta=4', headers: { host: 'tuner.example.org:81' } })
    expect(tidyTarget(request('/embed'))).toBe(true)
    for (const target of ['', '*', '?beta=4', 'embed', 'http://', 'http://[', 'ftp://host/'])
      expect(tidyTarget(request(target)), target).toBe(false)
  })
})

test('the scheme is http unless the header of a trusted proxy says otherwise', () => {
  const named = (headers: Record<string, string>, header?: string) => {
    nameScheme(headers, header ? { PROTOCOL_HEADER: header } : {})
    return headers
  }
  expect(named({}, SCHEME_HEADER)).toEqual({ [SCHEME_HEADER]: 'http' })
  expect(named({ [SCHEME_HEADER]: 'https' }, SCHEME_HEADER), 'no client names it').toEqual({
    [SCHEME_HEADER]: 'http'
  })
  expect(named({ 'x-forwarded-proto': 'https' }, 'X-Forwarded-Proto')).toEqual({
    'x-forwarded-proto': 'https'
  })
  expect(named({}, 'X-Forwarded-Proto')).toEqual({ 'x-forwarded-proto': 'http' })
  expect(named({ 'x-forwarded-proto': 'https' })).toEqual({ 'x-forwarded-proto': 'https' })
})

describe('metrics', () => {
  test('are written in the text format of Prometheus, those of the application too', () => {
    register('front_total', 'A line\nand \\ one.', 'counter', () => 3)
    registerFromApp('app_waiting', 'Waiting.', 'gauge', () => [
      { labels: { lane: 'a "b"\n\\c', other: 'x' }, value: 1 },
      { value: 0.5 }
    ])
    registerFromApp('app_limit', 'None.', 'gauge', () => Infinity)
    expect(exposition()).toBe(
      [
        '# HELP front_total A line\\nand \\\\ one.',
        '# TYPE front_total counter',
        'front_total 3',
        '# HELP app_waiting Waiting.',
        '# TYPE app_waiting gauge',
        'app_waiting{lane="a \\"b\\"\\n\\\\c",other="x"} 1',
        'app_waiting 0.5',
        '# HELP app_limit None.',
        '# TYPE app_limit gauge',
        'app_limit +Inf',
        ''
      ].join('\n')
    )
  })

  test('of the event loop: buckets that add up, and the most of the last ten samples', () => {
    const lag = new Lag()
    for (const delay of [3, 30, 700]) lag.add(delay)
    const bucket = (le: string) => lag.histogram.find(({ labels }) => labels?.le === le)!.value
    expect(['0.005', '0.05', '0.5', '1', '+Inf'].map(bucket)).toEqual([1, 2, 2, 3, 3])
    expect(lag.histogram.slice(-2)).toEqual([
      { suffix: '_sum', value: expect.closeTo(0.733, 9) },
      { suffix: '_count', value: 3 }
    ])
    expect(lag.recent).toBe(700)
    for (let i = 0; i < 10; i++) lag.add(1)
    expect(lag.recent).toBe(1)
  })
})

describe('before the server stops listening', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** How long the wait lasts when a connection arrives at these times, ms. */
  async function waited(arrivals: number[], longest = 5_000): Promise<number> {
    const start = Date.now()
    const accepted = () => arrivals.filter((time) => time <= Date.now() - start).length
    let end = NaN
    void whenQuiet(accepted, longest).then(() => (end = Date.now() - start))
    await vi.advanceTimersByTimeAsync(2 * longest)
    return end
  }

  test('three ticks must pass without a new connection', async () => {
    expect(await waited([])).toBe(60)
    expect(await waited([50])).toBe(120)
  })

  test('but clients that never cease cannot keep it up', async () => {
    expect(await waited(Array.from({ length: 1_000 }, (_, i) => 10 * i))).toBe(5_000)
  })
})
