import { describe, expect, it } from 'vitest'
import { cpuTime } from '../../../tests/support/cpu-time'
import { defaultScenario } from '#core'
import { formatLink, parseLink } from './parameters/codec'
import { MAX_LINK } from './page-link'

const messages = (link: string) => parseLink(link).notes.map((note) => `${note.kind}: ${note.message}`)
const names = (link: string) => parseLink(link).scenario.keys.map((key) => key.name)

describe('parseLink', () => {
  it('takes an empty link for the default scenario, without a note', () => {
    for (const link of ['', '?', '?utm=x&utm=y&show=window&theme=dark'])
      expect(parseLink(link)).toEqual({ scenario: defaultScenario(), notes: [] })
  })

  it('reads URLSearchParams as it reads text', () => {
    const link = '?beta=4&keys=hot:1000/s,a%20%26b:2/s&ttl.a%20%26b=5s&cv=x'
    expect(parseLink(new URLSearchParams(link))).toEqual(parseLink(link))
  })

  it.each([
    ['beta=abc', 'bad: beta=abc is not a number; using 1'],
    ['beta=', 'bad: beta= is not a number; using 1'],
    ['ttl=5kg', 'bad: ttl=5kg is not a duration; using 60 s'],
    ['beta=1e999', 'bad: beta=1e999 is too large; using 1'],
    ['ttl=60', 'unit: ttl=60 has no unit; taken as 60 s'],
    ['keys=hot:40k', 'unit: rate of hot=40k has no unit; taken as 40000/s'],
    ['beta=2000000', 'clamped: beta 2000000 is above the largest, 1000000; using 1000000'],
    ['beta=-1', 'clamped: beta -1 is below the smallest, 0; using 0'],
    ['cycles=1.5', 'clamped: cycles 1.5 is not a whole number; using 2'],
    ['delta=2m', 'clamped: delta 120 s is above the time to live, 60 s; using 60 s'],
    ['delta.cold=2m', 'clamped: delta.cold 120 s is above the time to live, 60 s; using 60 s'],
    ['ttl.cold=100ms', 'clamped: delta.cold 0.25 s is above the time to live, 0.1 s; using 0.1 s'],
    ['ttl.cold=x', 'bad: ttl.cold=x is not a duration; using 60 s'],
    ['ttl.warm=10m', 'ignored: ttl.warm: no key has this name; ignored'],
    ['beta=2&beta=3', 'ignored: beta appears more than once; using the first'],
    ['sweep=ttl', 'bad: sweep=ttl is not beta, delta or rate; using beta'],
    ['late=abc', 'bad: late=abc is not a share; using 0.1 %'],
    [
      'keys=hot:1/s&lens=yii&beta=5e-17&cycles=1',
      'clamped: beta 5e-17 is below the smallest above 0, 0.000001; using 0.000001 (0 switches early refresh off)'
    ],
    [
      'resolution=5e-324s',
      'clamped: resolution 5e-324 s is below the smallest above 0, 1e-9 s; using 1e-9 s (0 keeps the expiry exactly)'
    ],
    [
      'late=1.7976931348623157e308',
      'clamped: late 1.7976931348623157e+310 % is above the largest, 50 %; using 50 %'
    ],
    ['late=10', 'clamped: late 1000 % is above the largest, 50 %; using 50 %; write 10% for 10 %'],
    ['jitter=10', 'clamped: jitter 1000 % is above the largest, 99 %; using 99 %; write 10% for 10 %'],
    ['late=60%25', 'clamped: late 60 % is above the largest, 50 %; using 50 %'],
    ['give=2', 'clamped: give 200 % is above the largest, 100 %; using 100 %; write 2% for 2 %'],
    [
      'lens=memcached',
      'bad: lens=memcached is not one of paper, symfony, redis, django, diskcache, knicola, yii, own; using paper'
    ],
    ['lens=symfony&store=apcu', 'bad: store=apcu is not one of redis, files; using redis'],
    ['lens=symfony&expires=never', 'bad: expires=never is not one of first, last; using first'],
    ['store=files&lens=redis', 'ignored: store applies only to Symfony (lens=symfony); ignored'],
    ['expires=last', 'ignored: expires applies only to Symfony (lens=symfony); ignored'],
    ['lockttl=10s', 'hint: lockttl has no effect: it applies only to a lock (coord=lock)'],
    ['losers=stale', 'hint: losers has no effect: it applies only to a lock (coord=lock)'],
    [
      'coord=lock&losers=rebuild&lockttl=5s',
      'hint: lockttl has no effect: with losers=rebuild nobody heeds the lock'
    ],
    ['coord=lock&origin=8', 'hint: origin has no effect: the lock lets at most 1 rebuild run at once'],
    [
      'coord=coalesce:2&origin=8',
      'hint: origin has no effect: this cache lets at most 2 rebuilds run at once'
    ],
    ['coord=lock:2', 'bad: coord=lock:2 is not none, coalesce:8 or lock; using none'],
    ['coord=coalesce:8:2', 'bad: coord=coalesce:8:2 is not none, coalesce:8 or lock; using none'],
    ['coord=coalesce:many', 'bad: coord processes=many is not a number; using 1'],
    ['arrivals=burst:2s', 'bad: arrivals=burst:2s is not poisson, even or burst:1m:9m:5; using poisson'],
    ['arrivals=even:2s', 'bad: arrivals=even:2s is not poisson, even or burst:1m:9m:5; using poisson'],
    [
      'arrivals=burst:2s:1s:1s',
      'bad: arrivals=burst:2s:1s:1s is not poisson, even or burst:1m:9m:5; using poisson'
    ],
    ['arrivals=burst:2s:x', 'bad: arrivals=burst:2s:x is not poisson, even or burst:1m:9m:5; using poisson'],
    [
      'arrivals=burst:2s:9y',
      'clamped: arrivals pause 283824000 s is above the largest, 31536000 s; using 31536000 s'
    ],
    ['v=2', 'bad: v=2 is newer than this tool; read as version 1'],
    ['v=0', 'bad: v=0 is not a version of the model; read as version 1'],
    ['v=one', 'bad: v=one is not a version of the model; read as version 1'],
    ['keys=', 'bad: keys: an empty entry is not a name and a rate, such as hot:1000/s; left out'],
    ['keys=hot:x,cold:1/s', 'bad: rate of hot: x is not a rate; the key is left out'],
    ['keys=a%00b:1/s', 'clamped: a·b is no name of at most 200 plain characters; using a b'],
    ['keys=hot:1/s,hot:2/s', 'clamped: a key named hot is there already; using hot 2'],
    ['keys=a:1.000/s', 'ambiguous: rate of a=1.000/s is read as 1/s; write 1000/s if you mean that'],
    ['keys=a:1,000/s', 'ambiguous: rate of a=1,000/s is read as 1000/s; write 1/s if you mean that'],
    ['ttl=1,200s', 'ambiguous: ttl=1,200s is read as 1200 s; write 1.2s if you mean that'],
    ['delta=3-5s', 'bad: delta=3-5s is a range; write one value, such as its middle, 4s; using 0.25 s'],
    [
      'delta=p99+2s',
      'bad: delta=p99 2s is a quantile, not a mean; “p50, p99” under Rebuild time makes a mean of two of them; using 0.25 s'
    ],
    [
      'keys=a:1000+req/s+per+node',
      'bad: rate of a: 1000 req/s per node counts one node; write the rate of all together, with 8 of them 8000/s; the key is left out'
    ],
    [
      'beta=INF',
      'bad: beta=INF makes Symfony recompute at that call, whatever is stored; write the β of the other calls, 1 if it was never set; using 1'
    ],
    ['ttl=never', 'bad: ttl=never has no expiry to refresh before; write the longest, 10y; using 60 s'],
    ['cv=10%25', 'bad: cv=10% is a percentage, and a number is due; write 0.1; using 0'],
    ['late=100', 'clamped: late 10000 % is above the largest, 50 %; using 50 %'],
    ['ttl=5m;beta=2', 'bad: ttl=5m;beta=2 is not a duration; an & stands between two parameters; using 60 s'],
    ['ttl=5%2520x', 'bad: ttl=5%20x is not a duration; perhaps the link was encoded twice; using 60 s'],
    [
      'keys=hot%253A1000%252Fs',
      'bad: keys: hot%3A1000%2Fs is not a name and a rate, such as hot:1000/s; left out; perhaps the link was encoded twice'
    ],
    ['keys=user%253A42:1/s', 'hint: the name user%3A42 holds escapes; perhaps the link was encoded twice'],
    ['keys=hot:', 'bad: keys: hot: is not a name and a rate, such as hot:1000/s; left out'],
    ['keys=hot', 'bad: keys: hot is not a name and a rate, such as hot:1000/s; left out'],
    ['keys=hot:1/s&ttl.Hot=5s', 'ignored: ttl.Hot: no key has this name; ignored; perhaps you mean ttl.hot'],
    ['ttl=5m&amp;beta=4', 'ignored: amp;beta is unknown and ignored; perhaps you mean beta'],
    ['Pin.beta=4', 'ignored: Pin.beta is unknown and ignored; perhaps you mean pin.beta'],
    ['swr=5s', 'ignored: swr is unknown and ignored; perhaps you mean stale'],
    ['bta=4', 'ignored: bta is unknown and ignored; perhaps you mean beta'],
    ['Beta=4', 'ignored: Beta is unknown and ignored; perhaps you mean beta'],
    ['p95=5s', 'ignored: p95 is unknown and ignored; perhaps you mean p50 and p99'],
    ['p99=5s', 'bad: p99 alone does not say how rebuild times vary: give p50 and p99; using 250ms'],
    ['p50=1s&p99=0.5s', 'bad: p50=1s and p99=0.5s: p99 is below p50; using 250ms'],
    ['p50=1ms&p99=9s', 'bad: p50=1ms and p99=9s are too far apart for a cv of 5; using 250ms'],
    ['p50=1s&p99=2s&cv=1', 'ignored: the link has cv, so p50 and p99 are ignored'],
    ['p50=1s&p99=5kg', 'bad: p99=5kg is not a duration; using 0.25 s'],
    ['p50=50s&p99=300s', 'clamped: delta 67.2643 s is above the time to live, 60 s; using 60 s'],
    ['tll.a=5s', 'ignored: tll.a is unknown and ignored; perhaps you mean ttl.a'],
    ['pin.bta=5s', 'ignored: pin.bta is unknown and ignored; perhaps you mean pin.beta'],
    ['zebra=5s', 'ignored: zebra is unknown and ignored'],
    [
      'keys=hot,cold:1/s',
      'bad: keys: hot is not a name and a rate, such as hot:1000/s; left out (a comma in a name is written \\,)'
    ],
    [
      'keys=hot:1000/s:cold:1/s',
      'hint: the name hot:1000/s:cold holds what looks like a rate; a comma stands between two keys'
    ],
    [
      'keys=hot:1000/s;cold:1/s',
      'hint: the name hot:1000/s;cold holds what looks like a rate; a comma stands between two keys'
    ],
    [
      'keys=hot:1000/s cold:1/s',
      'hint: the name hot:1000/s cold holds what looks like a rate; a comma stands between two keys'
    ]
  ])('says of %s: %s', (link, message) => {
    expect(messages(link)[0]).toBe(message)
  })

  it('lets one bad field fall back and keeps the others', () => {
    const { scenario, notes } = parseLink('?beta=abc&ttl=5m&seed=7')
    expect(scenario).toEqual({ ...defaultScenario(), ttl: 300, seed: 7 })
    expect(notes).toHaveLength(1)
  })

  it('uses the first of a repeated parameter, even a bad one', () => {
    expect(parseLink('beta=2&beta=3').scenario.beta).toBe(2)
    expect(parseLink('beta=x&beta=3').scenario.beta).toBe(1)
  })

  it('forgives blanks round a value', () => {
    const { scenario, notes } = parseLink(
      'beta=+4+&ttl=+5+m&sweep=+rate+&coord=+coalesce:+8+&arrivals=+burst:+1s:+2s+'
    )
    expect(notes).toEqual([])
    expect(scenario).toMatchObject({
      beta: 4,
      ttl: 300,
      sweep: 'rate',
      processes: 8,
      arrivals: { on: 1, off: 2 }
    })
  })

  it('writes back a value without the full stop of a sentence', () => {
    expect(formatLink(parseLink('ttl=90min.').scenario)).toBe('?ttl=90m')
  })

  it('takes nought for a duration without asking for its unit', () => {
    expect(messages('resolution=0')).toEqual([])
  })

  it.each([
    ['ttl=1+day&delta=PT5M', { ttl: 86400, delta: 300 }],
    ['ttl=00:05:00&delta=~200ms', { ttl: 300, delta: 0.2 }],
    ['ttl=max-age=300&delta=0,25+s', { ttl: 300, delta: 0.25 }],
    ['ttl=60_000ms&late=0,1%25', { ttl: 60, late: 0.001 }],
    ['ttl=TTL:+5m&beta=%CE%B2=2', { ttl: 300, beta: 2 }],
    ['ttl=%225m%22&late=1%25)', { ttl: 300, late: 0.01 }],
    [
      'lens=Symfony&coord=Lock&sweep=RATE',
      { implementation: 'symfony', coordination: 'lock', sweep: 'rate' }
    ],
    ['coord=Coalesce:8&arrivals=Burst:2s:1m', { processes: 8, arrivals: { kind: 'burst', on: 2, off: 60 } }]
  ])('takes %s without a note', (link, want) => {
    const { scenario, notes } = parseLink(link)
    expect(notes).toEqual([])
    expect(scenario).toMatchObject(want)
  })

  it.each([
    ['5+tps', 5],
    ['5+ops/sec', 5],
    ['5+calls/s', 5],
    ['5k+reads/s', 5000],
    ['0,5/s', 0.5],
    ['1.000.000/s', 1e6],
    ['12,5/s', 12.5]
  ])('takes keys=a:%s,b:2/s as two keys without a note', (rate, value) => {
    const { scenario, notes } = parseLink(`keys=a:${rate},b:2/s`)
    expect(scenario.keys.map(({ name, rate }) => [name, rate])).toEqual([
      ['a', value],
      ['b', 2]
    ])
    expect(notes).toEqual([])
  })

  it.each([
    ['user:42', 'user:42'],
    ['user%3A42', 'user:42'],
    ['%7Bapp%7D:v1.2:a+b%2Fc', '{app}:v1.2:a b/c'],
    ['a%5C,b', 'a,b'],
    ['a%5C%5C%5C%2Cb', 'a\\,b'],
    ['C:%5Cdir', 'C:\\dir'],
    ['x=1%26y%2B%25', 'x=1&y+%']
  ])('takes keys=%s:1000/s as one key, as caches name them', (written, name) => {
    const own = `ttl.${encodeURIComponent(name)}=5m`
    const { scenario, notes } = parseLink(`keys=${written}:1000/s&${own}`)
    expect(scenario.keys).toEqual([{ name, rate: 1000, ttl: 300, delta: null }])
    expect(notes).toEqual([])
    expect(parseLink(formatLink(scenario)).scenario).toEqual(scenario)
  })

  it('passes over in silence what is read elsewhere, and what chats and campaigns add', () => {
    const link =
      'utm_source=x&utm=y&fbclid=1&gclid=2&gbraid=3&msclkid=4&mc_cid=5&igshid=6&_ga=7&ref=8&si=9&strict=1' +
      '&show=window&hide=keys&lock=beta&theme=dark&lesson=lock&host=x&pin=default&pin.beta=2&pin.ttl.hot=1m'
    expect(messages(link)).toEqual([])
  })

  it('names a few of many unknown parameters, and counts the others', () => {
    const said = messages(Array.from({ length: 300 }, (_, i) => `zz${i}=1`).join('&'))
    expect(said).toHaveLength(6)
    expect(said.at(-1)).toBe('ignored: 295 more parameters are unknown and ignored')
  })

  it('keeps the first six keys and says so', () => {
    const link = `keys=${Array.from({ length: 9 }, (_, i) => `k${i}:1/s`).join(',')}`
    expect(names(link)).toEqual(['k0', 'k1', 'k2', 'k3', 'k4', 'k5'])
    expect(messages(link)).toEqual(['ignored: keys holds more than 6 keys; using the first 6'])
  })

  it('gives every key a clean name of its own', () => {
    expect(names('keys=%20hot%20:1/s,hot:1/s,hot:1/s,hot 2:1/s')).toEqual([
      'hot',
      'hot 2',
      'hot 3',
      'hot 2 2'
    ])
    expect(names(`keys=${'x'.repeat(300)}:1/s,${'x'.repeat(300)}:1/s`)).toEqual([
      'x'.repeat(200),
      `${'x'.repeat(198)} 2`
    ])
    expect(names(`keys=${'x'.repeat(199)} yz:1/s`)).toEqual(['x'.repeat(199)])
    expect(names('keys=a%00b%0Ac%E2%80%AEd:1/s')).toEqual(['a b c d'])
  })

  it('uses the default keys where no key can be read', () => {
    expect(parseLink('keys=hot,:5/s,cold:-').scenario.keys).toEqual(defaultScenario().keys)
    expect(messages('keys=hot,:5/s,cold:-').at(-1)).toMatch(
      /^bad: keys=.* holds no key; using hot:1000\/s,cold:0.5\/s$/
    )
  })

  it('gives a key whose own lifetime is shorter than a rebuild a rebuild time of its own', () => {
    const [hot, cold] = parseLink('ttl.cold=100ms').scenario.keys
    expect([hot.delta, cold.delta]).toEqual([null, 0.1])
  })

  it('forgets the number of processes where requests do not coalesce', () => {
    expect(parseLink('coord=coalesce:8').scenario.processes).toBe(8)
    expect(parseLink('coord=coalesce').scenario.processes).toBe(1)
    expect(parseLink('coord=lock').scenario.processes).toBe(1)
  })

  it('reads a link that is too long up to the last parameter that fits', () => {
    const { scenario, notes } = parseLink(`?beta=4&x=${'x'.repeat(MAX_LINK)}&seed=7`)
    expect([scenario.beta, scenario.seed]).toEqual([4, 1])
    expect(notes.map((note) => note.kind)).toEqual(['bad'])
  })

  it('reads a megabyte of anything in a moment and repeats little of it', () => {
    for (const part of ['a', '&beta=', 'ttl.x=1&', 'keys=:,', ':,', '%', '1', '?', '1h', 'delta.hot=9&']) {
      const text = part.repeat(1e6 / part.length)
      for (const link of [text, `?keys=${text}`, `?ttl=${text}`, new URLSearchParams(text)]) {
        const started = cpuTime()
        const { notes } = parseLink(link)
        expect(cpuTime() - started).toBeLessThan(500)
        expect(notes.length).toBeLessThanOrEqual(30)
        for (const { message } of notes) expect(message.length).toBeLessThan(200)
      }
    }
  })

  it('counts the notes that it does not show, as grave as the gravest', () => {
    const link = Array.from({ length: 40 }, (_, i) => `ttl.k${i}=1s`).join('&')
    const { notes } = parseLink(`${link}&arrivals=x`)
    expect(notes).toHaveLength(30)
    expect(notes.at(-1)).toEqual({ kind: 'bad', field: '', message: '12 more parts of the link need a look' })
  })
})
