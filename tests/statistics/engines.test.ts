/**
 * Every engine must give the same bits for a link. engines.txt has a line for each link with two digests: of its figures,
 * advice and picture data, and of its card. If a line differs on one engine only, some logarithm, exponential or power does
 * not use fixed-math.ts. If you change a figure on purpose, update the digests with
 * `npx vitest run --project unit engines -u` and say in the commit why they changed.
 */
import { render } from 'svelte/server'
import { expect, it } from 'vitest'
import type { CardData } from '$lib/figure/card/card-data'
import Card from '$lib/figure/card/Card.svelte'
import { measure } from '../../src/lib/server/card/typeface'
import { digestOf, engineLinks, saidBy } from './engines'

const LINKS = 48

it('links say the same on every engine, to the last bit', async () => {
  const lines: string[] = []
  for (const link of engineLinks(LINKS)) {
    const said = saidBy(link) as { card: CardData }
    const { body } = render(Card, { props: { data: said.card, measure } })
    lines.push(`${await digestOf(said)} ${await digestOf(body)} ${link}`)
  }
  await expect(lines.join('\n') + '\n').toMatchFileSnapshot('engines.txt')
})
