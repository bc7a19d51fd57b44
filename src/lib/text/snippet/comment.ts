import { formatQuantity } from '$lib/link/quantity/quantity'
import type { SnippetFacts } from './facts'

/**
 * All that may stand in a comment as it is. Not among it: line ends, what ends a comment (the star of Java's, the
 * bracket of Lua's, the > of PHP, which ends even line comments), the backslash, for Java reads \u000a as a line end
 * before it looks for comments, and the # and the @, for tools look in any comment for `//# sourceMappingURL=`.
 */
const UNFIT = /[^A-Za-z0-9 \-._~:/?&=+,;%()]/gu
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu
const SURROGATE = /\p{Surrogate}/gu

/** A stranger's text for the end of a line comment: printable ASCII, the rest percent-encoded. */
export function commentText(text: string): string {
  return text
    .replace(SURROGATE, '\ufffd')
    .replace(CONTROL, ' ')
    .trim()
    .replace(UNFIT, (character) =>
      encodeURIComponent(character).replace(
        /[!'*]/g,
        (kept) => `%${kept.charCodeAt(0).toString(16).toUpperCase()}`
      )
    )
}

/**
 * The comment at the top. A stranger's text comes third at the earliest and after a word of ours: on the first two
 * lines Python looks for an encoding, at the start of a comment Go and TypeScript for directives.
 */
export function header(mark: '//' | '#' | '--', facts: SnippetFacts): string {
  return [
    'XFetch: the closer a value is to expiry, the likelier a request refreshes it early.',
    'The paper: https://www.vldb.org/pvldb/vol8/p886-vattani.pdf',
    `The scenario: ${commentText(facts.url)}`,
    `The key: ${commentText(facts.name)}`,
    ...(facts.good
      ? []
      : [
          'NO BETA PROTECTS THIS KEY within the limits; this one only makes rebuilds fewer.',
          facts.helps
            ? `What helps: ${commentText(facts.helps)}.`
            : 'What helps instead stands behind the link.'
        ])
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
export function computedFor({ ttl, delta, rate, coordination }: SnippetFacts): string {
  const told = (value: number, unit: 's' | '1/s') => formatQuantity(Number(value.toPrecision(4)), unit)
  return [
    `TTL ${told(ttl, 's')}`,
    `rebuild time ${told(delta, 's')}`,
    `requests ${told(rate, '1/s')}`,
    coordinationWords[coordination]
  ].join(', ')
}

/** How long a lock may be held before others take it for lost, ms. */
export const lockMilliseconds = ({ delta }: SnippetFacts): number => Math.max(1000, Math.ceil(10_000 * delta))

/**
 * The comment before the rebuild: where the coordination goes that β was computed with, and how it is done here.
 * Lines that each end; none where there is nothing to coordinate.
 * @param mark the start of a comment, with its indentation
 */
export function guard(
  mark: string,
  facts: SnippetFacts,
  how: { coalesce: string; lock: string },
  span = 'From here to the write'
): string {
  if (facts.coordination === 'none') return ''
  const scope = facts.coordination === 'lock' ? 'at a time' : 'at a time in each process'
  return [
    `${span} only one rebuild ${scope}: ${how[facts.coordination]}.`,
    'Who may not rebuild returns the old value while it lives, and waits for the new one otherwise.'
  ]
    .map((line) => `${mark} ${line}\n`)
    .join('')
}
