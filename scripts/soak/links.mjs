/**
 * Links as strangers send them: good ones, every parameter at and beyond its bounds, names full of what XML and HTML
 * give a meaning to, and all of these cut, joined and mistyped. The same seed gives the same links.
 */
import fc from 'fast-check'

/**
 * @typedef {object} Field
 * @property {string | null} link
 * @property {string} [unit] of a number
 * @property {readonly string[]} [choices]
 * @property {true} [perKey] a key may have its own
 */
/**
 * What a link can say; from src/lib/core/model/fields.ts, so that a new parameter or bound is tried by itself.
 * @typedef {object} Grammar
 * @property {readonly [name: string, field: Field][]} fields
 * @property {Record<string, { unit: string, min: number, max: number, fallback: number }>} parameters
 * @property {readonly string[]} published good links, each from its question mark on
 */

/** Sequences that end, open or break something in XML, HTML, scripts, styles, JSON or a template. */
export const SPECIAL = [
  ...[
    ']]>',
    '<![CDATA[',
    '<!--',
    '-->',
    '--!>',
    '<?xml?>',
    '?>',
    '<!DOCTYPE x>',
    '<x/>',
    '</text>',
    '</svg>'
  ],
  ...[
    '</script>',
    '<script>',
    '</style>',
    '</title>',
    '</textarea>',
    '<img src=x onerror=a>',
    '<base href=//x>'
  ],
  ...[
    '&',
    '&amp;',
    '&lt;',
    '&lt',
    '&#0;',
    '&#x0;',
    '&#xD800;',
    '&#65;',
    '&bogus;',
    '&&',
    '"',
    "'",
    '`',
    '"><b>'
  ],
  ...[
    '{a}',
    '{@html a}',
    '{{a}}',
    '${a}',
    '%s',
    '%25',
    '\\',
    '\\u0000',
    '\\"',
    '</',
    '<',
    '>',
    '=',
    ';',
    '|',
    '\t'
  ],
  ...[
    '\0',
    '\x01',
    '\x0b',
    '\x1b[31m',
    '\x7f',
    '\x85',
    '\u00a0',
    '\u00ad',
    '\u200b',
    '\u200d',
    '\u2028',
    '\u2029'
  ],
  ...[
    '\u202e',
    '\u2066',
    '\ufeff',
    '\ufffd',
    '\ufffe',
    '\uffff',
    '\u{1fffe}',
    '\u{10ffff}',
    '\u0301',
    '\ue000'
  ],
  ...[
    '😀',
    '👩‍👩‍👧',
    '🇩🇪',
    'ß',
    'İ',
    'ﷺ',
    '日本',
    'עברית',
    'i̇',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty'
  ]
]

/** Pieces that meet the grammar half-way. */
const PIECES = [
  ...'ttl.hot delta.cold pin pin.beta pin.keys pin.ttl.hot v strict show hide lock theme lesson host'.split(
    ' '
  ),
  ...'& = : , . / ? # % + - ; ~ %20 %00 %0a %ff %F0 %ED%A0%80 %F0%9F%98%80 %25 %2525 \ud800 é β'.split(' '),
  ...'0 1 -1 0.5 1e9 1e-9 1e999 -0 NaN Infinity 0x10 1_000 ١ 60s 250ms 1h30m 5kg 1000/s 40k/h rps 10y 1us'.split(
    ' '
  ),
  ...'hot cold none lock coalesce:8 poisson even burst:2s:18s rate default auto dark window,waste'.split(' '),
  ...'paper symfony yii redis beta-direction javascript:'.split(' '),
  ...SPECIAL
]

/** As in a form: everything but letters, digits and a few signs is escaped. */
const encode = (/** @type {string} */ text) => encodeURIComponent(text.toWellFormed?.() ?? text)

/** @type {Record<string, [suffix: string, size: number][]>} */
const UNITS = {
  s: [['s', 1], ['ms', 1e-3], ['us', 1e-6], ['m', 60], ['h', 3600], ['d', 86400], ['', 1]], // prettier-ignore
  '1/s': [['/s', 1], ['/m', 1 / 60], ['/h', 1 / 3600], ['/d', 1 / 86400], ['', 1]], // prettier-ignore
  '%': [
    ['', 1],
    ['%25', 0.01]
  ],
  '': [['', 1]]
}

/** Doubles at which arithmetic ends. */
const EDGES = [0, -0, -1, 5e-324, 2.2250738585072014e-308, 1e-18, 5e-17, 2.220446049250313e-16, 1e21]
const BEYOND = [1.7976931348623157e308, Infinity, 2 ** 53]

/**
 * A value of one parameter as it stands in a link, escaped.
 * @param {Grammar} grammar
 * @param {string} key
 * @returns {fc.Arbitrary<string>}
 */
function valueOf({ parameters }, key) {
  const { unit, min, max, fallback } = parameters[key]
  const low = Math.max(min, 1e-18)
  const within = fc.noBias(fc.nat(1e6)).map((step) => Math.min(max, low * (max / low) ** (step / 1e6)))
  const rounded = within.map((number) => Number(number.toPrecision(3)))
  const bounds = [min, max, fallback, min * (1 - 2 ** -53), max * (1 + 2 ** -52), min / 2, max * 2, low]
  const number = fc.oneof(
    { weight: 3, arbitrary: rounded },
    { weight: 2, arbitrary: within },
    { weight: 3, arbitrary: fc.constantFrom(...bounds) },
    { weight: 1, arbitrary: fc.constantFrom(...EDGES, ...BEYOND) }
  )
  return fc.tuple(number, fc.constantFrom(...UNITS[unit])).map(([value, [suffix, size]]) => {
    const text = value === Infinity ? '1e999' : Object.is(value, -0) ? '-0' : String(value / size)
    return text.replace('+', '%2B') + suffix
  })
}

const special = fc.constantFrom(...SPECIAL)
const name = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('hot', 'cold', 'a', 'b', 'hot 2', 'W'.repeat(24)) },
  { weight: 3, arbitrary: special },
  { weight: 2, arbitrary: fc.tuple(special, special).map(([one, two]) => `a${one}${two}b`) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) }
)

/** @typedef {[name: string, value: string]} Pair both escaped */

/** How often a parameter stands in a link; 2 for the others. @type {Record<string, number>} */
const WEIGHTS = { beta: 4, keys: 5, sweep: 1, store: 1, expires: 1, cycles: 1 }

/**
 * One parameter of a link.
 * @param {Grammar} grammar
 * @returns {fc.Arbitrary<Pair>}
 */
function pairOf(grammar) {
  const value = (/** @type {string} */ key) => valueOf(grammar, key)
  /** @param {string} field @param {fc.Arbitrary<string>} text @returns {fc.Arbitrary<Pair>} */
  const pair = (field, text) => text.map((one) => [field, one])
  const key = fc.tuple(name.map(encode), value('rate')).map((parts) => parts.join(':'))
  const burst = fc.tuple(value('burstOn'), value('burstOff')).map(([on, off]) => `burst:${on}:${off}`)
  const list = (/** @type {string} */ words) =>
    fc.subarray(words.split(' '), { minLength: 1 }).map((chosen) => chosen.join(','))
  /** Values that are more than a number or a choice. @type {Record<string, fc.Arbitrary<string>>} */
  const compound = {
    keys: fc.array(key, { minLength: 1, maxLength: 7 }).map((all) => all.join()),
    coord: value('processes').map((many) => `coalesce:${many}`),
    arrivals: burst
  }
  const scenario = fc.oneof(
    ...grammar.fields.flatMap(([parameter, { link, unit, choices, perKey }]) => {
      if (link === null) return []
      const words = choices && fc.constantFrom(...choices, 'lens', '1s')
      const own = compound[link]
      const text =
        unit !== undefined ? value(parameter) : words && own ? fc.oneof(words, own) : (words ?? own)
      const whole = { weight: WEIGHTS[link] ?? 2, arbitrary: pair(link, text) }
      if (!perKey) return [whole]
      const ofKey = fc
        .tuple(name, text)
        .map(([of, one]) => /** @type {Pair} */ ([`${link}.${encode(of)}`, one]))
      return [whole, { weight: 1, arbitrary: ofKey }]
    })
  )
  return fc.oneof(
    { weight: 20, arbitrary: scenario },
    { weight: 3, arbitrary: scenario.map(([field, text]) => /** @type {Pair} */ ([`pin.${field}`, text])) },
    {
      weight: 4,
      arbitrary: fc.oneof(
        pair('show', list('answer verdict window waste map replay dots table')),
        pair('hide', list('controls beta keys options')),
        pair('lock', list('all beta ttl delta keys options')),
        pair('theme', fc.constantFrom('auto', 'light', 'dark')),
        pair('lesson', fc.constantFrom('beta-direction', 'lock')),
        pair('host', fc.constantFrom('https://example.org', 'javascript:alert(1)', 'null', 'https://[::1]')),
        pair('pin', fc.constant('default')),
        pair('strict', fc.constantFrom('1', '0')),
        pair('v', fc.constantFrom('1', '0', '2', '999', '-1'))
      )
    },
    { weight: 1, arbitrary: fc.tuple(special.map(encode), special.map(encode)) }
  )
}

const point = fc.noBias(fc.nat(1e6)).map((step) => step / 1e6)

/**
 * One way in which a link goes wrong on its way.
 * @param {Grammar} grammar
 * @returns {fc.Arbitrary<(link: string) => string>}
 */
function mutationOf({ fields, published }) {
  const piece = fc.constantFrom(...fields.flatMap(([, { link }]) => link ?? []), ...PIECES)
  const at = (/** @type {string} */ link, /** @type {number} */ share) =>
    Math.floor(share * (link.length + 1))
  return fc.oneof(
    point.map((share) => (/** @type {string} */ link) => link.slice(0, at(link, share))),
    fc.tuple(point, piece, fc.nat(6)).map(([share, text, gone]) => (/** @type {string} */ link) => {
      const from = at(link, share)
      return link.slice(0, from) + text + link.slice(from + gone)
    }),
    fc.tuple(point, fc.nat(0x2ff)).map(([share, code]) => (/** @type {string} */ link) => {
      const from = at(link, share)
      return link.slice(0, from) + String.fromCharCode(code) + link.slice(from)
    }),
    fc.tuple(piece, piece, piece).map(
      ([a, b, c]) =>
        (/** @type {string} */ link) =>
          `${link}&${a}=${b}${c}`
    ),
    fc.constantFrom(...published).map((other) => (/** @type {string} */ link) => `${link}&${other.slice(1)}`),
    fc.constant((/** @type {string} */ link) => link.split('&').reverse().join('&')),
    fc.tuple(fc.constantFrom('=', '&', ':', ',', '/', '1', '0'), piece).map(
      ([old, text]) =>
        (/** @type {string} */ link) =>
          link.replace(old, () => text)
    )
  )
}

/** Long enough to pass what the server reads of a link, and what node reads of a request. */
const LENGTHS = [11_999, 12_001, 15_000, 17_000, 60_000]

/**
 * Links of every kind, each from its question mark on, unless a mutation took that. Mutated ones may hold any character.
 * @param {Grammar} grammar
 * @returns {fc.Arbitrary<string>}
 */
export function linksOf(grammar) {
  const made = fc
    .array(pairOf(grammar), { maxLength: 9 })
    .map((pairs) => `?${pairs.map((pair) => pair.join('=')).join('&')}`)
  const good = fc.oneof({ weight: 5, arbitrary: made }, fc.constantFrom(...grammar.published))
  const mutated = fc
    .tuple(good, fc.array(mutationOf(grammar), { minLength: 1, maxLength: 4 }))
    .map(([link, changes]) => changes.reduce((so, change) => change(so), link))
  const long = fc
    .tuple(made, fc.constantFrom(...LENGTHS))
    .map(([link, length]) => `${link}&`.repeat(Math.ceil(length / (link.length + 1))).slice(0, length))
  return fc.oneof(
    { weight: 60, arbitrary: good },
    { weight: 38, arbitrary: mutated },
    { weight: 1, arbitrary: long }
  )
}

/** A link as a browser sends it: the search of its address, in ASCII. @param {string} link */
export const searchOf = (link) => new URL(link.startsWith('?') ? link : `?${link}`, 'http://x/').search

/**
 * So many values of an arbitrary, made in blocks: asking for more leaves the first ones as they are.
 * @template T
 * @param {fc.Arbitrary<T>} arbitrary
 * @param {number} seed
 * @returns {Generator<T, never>}
 */
export function* stream(arbitrary, seed) {
  for (let block = 0; ; block++) yield* fc.sample(arbitrary, { seed: seed * 100_003 + block, numRuns: 200 })
}
