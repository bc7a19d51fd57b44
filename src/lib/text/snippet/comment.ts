import { formatQuantity } from '$lib/link/quantity/quantity'
import type { KeyFacts, SnippetFacts } from './facts'

/**
 * All characters but the listed ones are unsafe in a comment: line ends; the ends of comments (`*` in Java, `]` in Lua,
 * and `>` in PHP, even in a line comment); the backslash, as Java reads \u000a as a line end before it looks for
 * comments; and `#` and `@`, as tools look in every comment for `//# sourceMappingURL=`.
 */
const UNFIT = /[^A-Za-z0-9 \-._~:/?&=+,;%()]/gu
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu
const SURROGATE = /\p{Surrogate}/gu

/** An expression for the end of a line comment: its operators are safe there, but for what ends PHP. */
const ruleText = (text: string) =>
  text
    .split(/([<>*^!]+)/)
    .map((part, i) => (i % 2 === 1 ? part : commentText(part, false)))
    .join('')
    .replaceAll('?>', '? >')

/** Untrusted text for the end of a line comment: safe characters, all others percent-encoded. */
export function commentText(text: string, trims = true): string {
  const spaced = text.replace(SURROGATE, '\ufffd').replace(CONTROL, ' ')
  return (trims ? spaced.trim() : spaced).replace(UNFIT, (character) =>
    encodeURIComponent(character).replace(
      /[!'*]/g,
      (kept) => `%${kept.charCodeAt(0).toString(16).toUpperCase()}`
    )
  )
}

/**
 * The comment at the top. Untrusted text comes after two lines and after fixed words, because Python looks for an
 * encoding in the first two lines, and Go and TypeScript look for directives at the start of a comment.
 */
export function header(mark: '//' | '#' | '--', facts: SnippetFacts): string {
  return [
    ...(facts.rule
      ? [
          'Refresh ahead: before a value expires, a request may refresh it by the rule of this cache.',
          `The rule: ${ruleText(facts.rule.text)}`
        ]
      : [
          'XFetch: the closer a value is to expiry, the likelier a request refreshes it early.',
          'The paper: https://www.vldb.org/pvldb/vol8/p886-vattani.pdf'
        ]),
    `The scenario: ${commentText(facts.url)}`,
    facts.table
      ? `The keys: ${commentText(facts.table.map(({ name }) => name).join(', '))}`
      : `The key: ${commentText(facts.name)}`,
    ...(facts.good || facts.table
      ? []
      : [
          facts.rule
            ? 'THIS RULE DOES NOT PROTECT THIS KEY within the limits, at any beta.'
            : 'NO BETA PROTECTS THIS KEY within the limits; this one only makes rebuilds fewer.',
          facts.helps ? `What helps: ${commentText(facts.helps)}.` : 'The link shows what helps instead.'
        ]),
    ...(facts.beyond?.length
      ? [
          `Not in this program, though its numbers are computed for it: ${commentText(facts.beyond.join(', '))}.`
        ]
      : [])
  ]
    .map((line) => `${mark} ${line}`.trimEnd())
    .join('\n')
}

const coordinationWords = {
  none: 'no coordination',
  coalesce: 'one rebuild per host or process',
  lock: 'a lock'
}

/** What β was computed for: "TTL 60s, rebuild time 250ms, 1000/s, no coordination". */
export function computedFor({ ttl, delta, rate, coordination, stale = 0 }: SnippetFacts): string {
  const written = (value: number, unit: 's' | '1/s') => formatQuantity(Number(value.toPrecision(4)), unit)
  return [
    `TTL ${written(ttl, 's')}`,
    `rebuild time ${written(delta, 's')}`,
    `requests ${written(rate, '1/s')}`,
    coordinationWords[coordination],
    ...(stale > 0 ? [`old values for ${written(stale, 's')} after expiry`] : [])
  ].join(', ')
}

/** The same for an entry of the table. */
export const settingFor = (facts: SnippetFacts, key: KeyFacts): string =>
  `for ${computedFor({ ...facts, ...key, stale: key.stale })}` +
  (key.good
    ? ''
    : `; NO BETA PROTECTS THIS KEY within the limits${key.helps ? `, what helps: ${commentText(key.helps)}` : ''}`)

/** Whether some key is served after its expiry. */
export const servesStale = ({ stale = 0, table = [] }: SnippetFacts): boolean =>
  stale > 0 || table.some((key) => (key.stale ?? 0) > 0)

const deltas = ({ delta, table }: SnippetFacts) => table?.map((key) => key.delta) ?? [delta]

/** After this time a lock expires, in case its holder has died, ms. */
export const lockMilliseconds = (facts: SnippetFacts): number =>
  Math.max(1000, Math.ceil(10_000 * Math.max(...deltas(facts))))

/** How long a caller without the lock waits before it looks again, ms: about a tenth of the rebuild time. */
export const waitMilliseconds = (facts: SnippetFacts): number =>
  Math.min(1000, Math.max(5, Math.round(100 * Math.min(...deltas(facts)))))
