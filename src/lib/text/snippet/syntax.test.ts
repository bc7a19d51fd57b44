import { parser as goGrammar } from '@lezer/go'
import { parser as javaGrammar } from '@lezer/java'
import { parser as phpGrammar } from '@lezer/php'
import { parser as pythonGrammar } from '@lezer/python'
import { parser as promqlGrammar } from '@prometheus-io/lezer-promql'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { FakeRedis } from '../../../../tests/support/fake-redis'
import { factsWith, HOSTILE_NAMES } from '../../../../tests/support/snippet-facts'
import { SNIPPETS, type SnippetFacts, type SnippetId } from '.'

/** Throws at the first syntax error. These parsers need no compiler on the machine. */
const check: Record<SnippetId, (text: string) => unknown> = {
  php: (text) => phpGrammar.configure({ strict: true }).parse(text),
  python: (text) => pythonGrammar.configure({ strict: true }).parse(text),
  go: (text) => goGrammar.configure({ strict: true }).parse(text),
  java: (text) => javaGrammar.configure({ strict: true }).parse(text),
  promql: (text) =>
    queriesOf(text).forEach((query) => promqlGrammar.configure({ strict: true }).parse(query)),
  lua: (text) => new FakeRedis().eval(text, ['page'], ['get', '1.9', '0.5', 'process']),
  typescript: (text) => {
    const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true })
    if (diagnostics?.length)
      throw new Error(ts.flattenDiagnosticMessageText(diagnostics[0].messageText, '\n'))
  }
}

/** Paragraphs that are more than comments. */
const queriesOf = (text: string) => text.split('\n\n').filter((part) => /^(?!#)./m.test(part))

const grammars = { php: phpGrammar, python: pythonGrammar, go: goGrammar, java: javaGrammar }

const variants: Partial<SnippetFacts>[] = [
  {},
  { coordination: 'lock', delta: 5 },
  { coordination: 'coalesce', ttl: 90.5 },
  { beta: 0, ttl: 1e-3, delta: 1e-6, rate: 0 },
  { beta: 1000, ttl: 315_360_000, delta: 864_000, rate: 1e6 },
  { beta: 1e-9, ttl: 1 / 3, rate: 1e-7 }
]

describe.each(SNIPPETS)('the snippet for $label', ({ id, write, note, label }) => {
  it.each(variants)('parses as its language, for %o', (change) => {
    const text = write(factsWith(change))
    expect(text).toMatch(/^[\x20-\x7e\t\n]+\n$/)
    check[id](text)
  })

  it('does not parse with a syntax error in it', () => {
    expect(() => check[id](write(factsWith()).replaceAll(')', ''))).toThrow()
  })

  it('is the same program, whatever is in the names and the link', () => {
    const strange = /^(\/\/|#|--) The (scenario|key):( |$)/
    const program = (facts: SnippetFacts) =>
      write(facts)
        .split('\n')
        .filter((line) => !strange.test(line))
    const expected = program(factsWith())
    expect(expected).toHaveLength(write(factsWith()).split('\n').length - 2)
    for (const name of HOSTILE_NAMES) {
      expect(program(factsWith({ name, url: name }))).toEqual(expected)
      check[id](write(factsWith({ name, url: name })))
    }
  })

  it('has the link to the scenario in a comment', () => {
    const { url } = factsWith()
    const text = write(factsWith())
    const at = text.indexOf(url)
    expect(at).toBeGreaterThan(0)
    if (id in grammars) {
      const node = grammars[id as keyof typeof grammars].parse(text).resolveInner(at, 1)
      expect(node.name).toMatch(/Comment/)
    }
  })

  it('has β to four digits, and says what it was computed for', () => {
    const text = write(factsWith({ beta: 1.87654, ttl: 90, rate: 12 }))
    if (id !== 'promql') expect(text).toMatch(/\b1\.877\b/)
    expect(text).toContain('TTL 90s, rebuild time 250ms, requests 12/s, no coordination')
  })

  it('has a note of one sentence', () => {
    expect(note).toMatch(/^\S.*\.$/)
    expect(note).not.toContain('. ')
    expect(label).not.toBe('')
  })
})

it('every language that draws a random number takes the logarithm of 1 − random(), so U is in (0, 1]', () => {
  const drawn = {
    python: 'math.log(1.0 - random.random())',
    go: 'math.Log(1-rand.Float64())',
    typescript: 'Math.log(1 - Math.random())',
    java: '1.0 - ThreadLocalRandom.current().nextDouble()'
  }
  for (const { id, write } of SNIPPETS)
    if (id in drawn) expect(write(factsWith())).toContain(drawn[id as keyof typeof drawn])
})
