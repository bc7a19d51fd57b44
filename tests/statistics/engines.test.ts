/**
 * What links say, bit by bit, as every engine must say it: a line of engines.txt for each, with the digest of its figures,
 * its advice, what its pictures are drawn from, and its card. A line that differs on one engine only is a logarithm, an
 * exponential or a power that does not go through fixed-math.ts. Who changes a figure on purpose writes the new digests
 * down with `npx vitest run --project unit engines -u`; the commit says why they changed.
 */
import { render } from 'svelte/server'
import { expect, it } from 'vitest'
import type { CardData } from '$lib/figure/card/card-data'
import Card from '$lib/figure/card/Card.svelte'
import { measure } from '../../src/lib/server/card/typeface'
import { digestOf, engineLinks, saidBy } from './engines'

const LINKS = 48

it('links say the same on every engine, to the last bit', { timeout: 60_000 }, async () => {
  const lines: string[] = []
  for (const link of engineLinks(LINKS)) {
    const said = saidBy(link) as { card: CardData }
    const { body } = render(Card, { props: { data: said.card, measure } })
    lines.push(`${await digestOf(said)} ${await digestOf(body)} ${link}`)
  }
  await expect(lines.join('\n') + '\n').toMatchFileSnapshot('engines.txt')
})
