/**
 * A key's name is untrusted text, and reaches many outputs. For any name, a parser of the language of each output must
 * find the same structure as for a plain name.
 */
import { parser as goGrammar } from '@lezer/go'
import { parser as javaGrammar } from '@lezer/java'
import { parser as phpGrammar } from '@lezer/php'
import { parser as pythonGrammar } from '@lezer/python'
import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { SaxesParser } from 'saxes'
import { render } from 'svelte/server'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { MAX_NAME, type Scenario } from '#core'
import Card from '$lib/figure/card/Card.svelte'
import { cardData, onCard } from '$lib/figure/card/card-data'
import { compose } from '$lib/figure/export/compose'
import { viewKey } from '../../src/lib/text/key-view'
import { scenarioInWords } from '../../src/lib/text/fields/scenario-words'
import { resolve } from '$lib/figure/colours'
import { scenarioTitle } from '../../src/lib/text/scenario-title'
import { windowData } from '../../src/lib/figure/window/window-data'
import WindowRow from '../../src/lib/figure/window/WindowRow.svelte'
import { formatPage, parsePage } from '../../src/lib/link/parameters/codec'
import { iframeSnippet } from '../../src/lib/link/parameters/snippet'
import { oembed } from '$lib/server/oembed'
import { drawable, FONT_FILES, measure, TYPEFACE } from '../../src/lib/server/card/typeface'
import { SNIPPETS, type SnippetId } from '../../src/lib/text/snippet'
import { figuresCsv, figuresJson } from '$lib/tuner/export/figures'
import { FakeRedis } from '../support/fake-redis'
import { factsWith } from '../support/snippet-facts'
import { HOSTILE_PIECES } from '../support/hostile-names'
import { anyText } from '../support/any-text'

const looks = { scheme: 'light', typeface: TYPEFACE } as const

/** The scenario of a link with this name. The field for a name cleans it in the same way as a link. */
const withName = (name: string): Scenario =>
  onCard(parsePage(`?beta=4&keys=${encodeURIComponent(name.toWellFormed())}:1000/s,cold:1/m`).scenario)

/** Names of one hostile piece, of several, and of any characters. */
const names = fc.oneof(
  fc.constantFrom(...HOSTILE_PIECES),
  fc.array(fc.constantFrom(...HOSTILE_PIECES), { minLength: 1, maxLength: 5 }).map((all) => all.join('')),
  anyText({ minLength: 1, maxLength: 30 })
)
const whatever = (check: (scenario: Scenario) => void | Promise<void>, numRuns: number) => async () => {
  for (const piece of HOSTILE_PIECES) await check(withName(piece))
  await fc.assert(
    fc.asyncProperty(names, async (name) => check(withName(name))),
    { numRuns, seed: 6 }
  )
}

/** Tags and attributes in order, by a strict XML parser. @throws unless the text is well-formed */
function xmlOf(text: string) {
  const parser = new SaxesParser()
  const tags: string[] = []
  let said = ''
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => tags.push([name, ...Object.keys(attributes)].join(' ')))
  parser.on('text', (part) => (said += part))
  parser.write(text).close()
  return { tags, said }
}

/** Elements and the names of their attributes in order, as a browser parses them. */
function htmlOf(text: string): string[] {
  const faults: string[] = []
  const tree = parseFragment(text, { onParseError: ({ code }) => faults.push(code) })
  expect(faults).toEqual([])
  const visit = (node: DefaultTreeAdapterTypes.Node): string[] => [
    'attrs' in node ? [node.tagName, ...node.attrs.map(({ name }) => name)].join(' ') : node.nodeName,
    ...('childNodes' in node ? node.childNodes.flatMap(visit) : [])
  ]
  return visit(tree)
}

/** The fields of each record. @throws for a quote where RFC 4180 allows none */
function csvOf(text: string): string[][] {
  expect(text).toMatch(/^\ufeff(?:(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,|\r\n))*$/)
  return [...text.slice(1).matchAll(/((?:(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,(?!\r\n)|))*)\r\n/g)].map(
    ([, record]) =>
      [...record.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain
      )
  )
}

const viewsOf = (scenario: Scenario, beta = scenario.beta) =>
  scenario.keys.map((key, i) => viewKey(scenario, key, i, null, beta))
const cardOf = (scenario: Scenario) => {
  const { body } = render(Card, { props: { data: cardData(scenario, { tallies: [null, null] }), measure } })
  return resolve(body, looks)
}
/** As the server draws it: with a square for each character that the typeface lacks. */
const drawn = (scenario: Scenario): Scenario => ({
  ...scenario,
  keys: scenario.keys.map((key) => ({ ...key, name: drawable(key.name) || '□' }))
})

describe('a link', () => {
  test(
    'has clean names that are not empty, and comes back unchanged',
    whatever((scenario) => {
      for (const { name } of scenario.keys) {
        expect(name.isWellFormed()).toBe(true)
        expect(name).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{NChar}\u202a-\u202e\u2066-\u2069]/u)
        expect(name).toBe(name.trim())
        expect([...name].length).toBeLessThanOrEqual(MAX_NAME)
        expect(name).not.toBe('')
      }
      const link = formatPage({ scenario, pin: scenario })
      expect(link).toMatch(/^[\x21-\x7e]*$/)
      expect(link).not.toMatch(/[<>"'`()[\]{}\\^|]/)
      const { scenario: back, notes } = parsePage(link)
      expect(back).toEqual(scenario)
      // A name that contains what looks like a rate stays as it is, with a hint.
      expect(notes.filter(({ kind }) => kind !== 'hint')).toEqual([])
    }, 500)
  )
})

describe('XML', () => {
  const elements = (tags: string[]) => [...new Set(tags.map((tag) => tag.split(' ')[0]))]
  const plain = elements(xmlOf(cardOf(withName('hot'))).tags)

  test(
    'of a card is well-formed, and contains the name',
    whatever((scenario) => {
      const { tags, said } = xmlOf(cardOf(scenario))
      expect(plain).toEqual(expect.arrayContaining(elements(tags)))
      const start = [...scenario.keys[0].name.split(/\s/)[0]].slice(0, 3).join('')
      expect(said).toContain(start)
    }, 30)
  )

  test('of a card can be drawn', () => {
    const font = { fontFiles: FONT_FILES, loadSystemFonts: false, defaultFontFamily: TYPEFACE }
    const all = [...HOSTILE_PIECES, ...fc.sample(names, { numRuns: 20, seed: 6 })]
    // A card has room for two names, and to draw it takes longest.
    for (let i = 0; i < all.length; i += 2) {
      const [hot, cold] = all.slice(i, i + 2).flatMap((name) => withName(name).keys.slice(0, 1))
      const scenario = withName('hot')
      const keys = [hot, { ...scenario.keys[1], name: `b ${cold?.name}` }]
      const { width, height } = new Resvg(cardOf(drawn({ ...scenario, keys })), { font })
      expect([width, height]).toEqual([1200, 630])
    }
  })

  test(
    'of a figure is well-formed',
    whatever((scenario) => {
      const { rows, max } = windowData(viewsOf(scenario), viewsOf(scenario, 1))
      const { body } = render(WindowRow, {
        props: { row: rows[0], max, width: 400, margin: { left: 40, right: 60 } }
      })
      xmlOf(resolve(body, looks))
    }, 60)
  )

  test(
    'of a saved figure is well-formed, and contains the name',
    whatever((scenario) => {
      const { name } = scenario.keys[0]
      const words = { text: name, x: 0, baseline: 14, size: 14, weight: 400, fill: '#000' }
      const svg = compose(
        { width: 400, height: 200, pieces: [{ kind: 'words', ...words }] },
        {
          title: name,
          finding: scenarioTitle(scenario),
          facts: [scenarioInWords(scenario)],
          link: formatPage({ scenario, pin: null })
        },
        (text, size) => 0.55 * size * text.length
      )
      const { tags, said } = xmlOf(svg)
      expect(elements(tags)).toEqual(['svg', 'title', 'desc', 'rect', 'text', 'g', 'path'])
      expect(said).toContain(name)
    }, 100)
  )
})

describe('HTML', () => {
  const iframe = ['#document-fragment', 'iframe src title width height frameborder']

  test(
    'of the embed code is a single iframe with that title',
    whatever((scenario) => {
      const title = scenarioTitle(scenario)
      const src = `https://x.example/embed${formatPage({ scenario, pin: null })}`
      const code = iframeSnippet({ src, title, width: null, height: 400 })
      expect(htmlOf(code)).toEqual(iframe)
      const [{ attrs }] = parseFragment(code).childNodes as DefaultTreeAdapterTypes.Element[]
      expect(Object.fromEntries(attrs.map(({ name, value }) => [name, value]))).toMatchObject({ src, title })
    }, 200)
  )

  test(
    'of an oEmbed answer is a single iframe, and the answer is JSON',
    whatever(async (scenario) => {
      const url = `https://x.example/${formatPage({ scenario, pin: null })}`
      const site = { origin: 'https://x.example', base: '' }
      const answer = await oembed(new URLSearchParams({ url }), site, async () => ({ tallies: [], laws: [] }))
      const read = JSON.parse(JSON.stringify(answer))
      expect(read).toEqual(answer)
      expect(htmlOf(read.html)).toEqual(iframe)
    }, 60)
  )
})

describe('tables', () => {
  const exported = (scenario: Scenario) => ({
    scenario,
    views: viewsOf(scenario),
    link: 'https://x.example/'
  })
  const header = csvOf(figuresCsv({ present: exported(withName('hot')), pinned: null }))[0]

  test(
    'as CSV have equally many fields in each record, and none that a spreadsheet takes for a formula',
    whatever((scenario) => {
      const csv = figuresCsv({ present: exported(scenario), pinned: null })
      const records = csvOf(csv)
      expect(records.map((record) => record.length)).toEqual(
        Array(1 + scenario.keys.length).fill(header.length)
      )
      const { name } = scenario.keys[0]
      expect(records[1][1].replaceAll("'", '')).toBe(name.replaceAll("'", ''))
      // Spreadsheets with a decimal comma split fields at semicolons, whatever the quotes.
      for (const cell of csv.split(/[,;\t\r\n]/))
        expect(cell).not.toMatch(/^\ufeff?"?\s*(?:[=@＝＋－＠]|[+-](?![\d.]+(?:e[+-]?\d+)?$))/u)
    }, 200)
  )

  test(
    'as JSON have the name unchanged',
    whatever((scenario) => {
      const read = JSON.parse(figuresJson({ present: exported(scenario), pinned: null }))
      expect(read.keys[0].name).toBe(scenario.keys[0].name)
    }, 100)
  )
})

describe('a program to take away', () => {
  /** The syntax nodes without comments. @throws at a syntax error */
  const grammars = { php: phpGrammar, python: pythonGrammar, go: goGrammar, java: javaGrammar }
  const strictly = (id: SnippetId, text: string) => {
    if (id in grammars) {
      const nodes: string[] = []
      const tree = grammars[id as keyof typeof grammars].configure({ strict: true }).parse(text)
      tree.iterate({ enter: ({ name }) => void (/Comment/.test(name) || nodes.push(name)) })
      return nodes.join(' ')
    }
    if (id === 'typescript')
      return ts.transpileModule(text, { compilerOptions: { removeComments: true } }).outputText
    if (id === 'lua') return new FakeRedis().eval(text, ['page'], ['get', '1.9', '0.5'])
    return text
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .join('\n')
  }

  test.each(SNIPPETS)('for $label is the same whatever the name', async ({ id, write }) => {
    const expected = strictly(id, write(factsWith()))
    await whatever((scenario) => {
      const url = `https://x.example/${formatPage({ scenario, pin: null })}`
      const text = write(
        factsWith({ name: scenario.keys[0].name, url, helps: scenario.keys[0].name, good: true })
      )
      expect(text).toMatch(/^[\x20-\x7e\t\n]+$/)
      // Tools look for these anywhere in a comment.
      expect(text).not.toMatch(/[#@] ?sourceMappingURL/)
      expect(strictly(id, text)).toEqual(expected)
    }, 30)()
  })
})
