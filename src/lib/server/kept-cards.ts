/** Cards as they are handed out: each is drawn once for all who ask at the same time, and kept while there is room. */
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Scenario } from '../core'
import { onCard } from '../figure/card/card-data'
import { formatLink } from '../link/codec'
import { Turnstile } from './turnstile'

export interface KeptCard {
  png: Uint8Array<ArrayBuffer>
  /** Quoted, as in the header of that name; the same for the same bytes. */
  etag: string
}

export interface Keeping {
  /** Bytes of pictures that are kept. */
  most: number
  /** Drawn at a time, and waiting for their turn. */
  atOnce: number
  waiting: number
}

const usual: Keeping = { most: 16_000_000, atOnce: 2, waiting: 32 }

export type CardOf = (scenario: Scenario) => Promise<KeptCard>

/** @param draw must give the same bytes for the same scenario */
export function keepCards(
  draw: (scenario: Scenario) => Promise<Uint8Array>,
  { most, atOnce, waiting }: Keeping = usual
): CardOf {
  const turnstile = new Turnstile(atOnce, waiting, 'pictures are drawn')
  const kept = new LRUCache<string, KeptCard>({
    maxSize: most,
    sizeCalculation: ({ png }) => png.byteLength
  })
  const coming = new Map<string, Promise<KeptCard>>()

  async function make(scenario: Scenario): Promise<KeptCard> {
    const png = new Uint8Array(await turnstile.pass(() => draw(scenario)))
    return { png, etag: `"${createHash('sha256').update(png).digest('base64url').slice(0, 27)}"` }
  }

  /** @throws ApiError 503 when too many wait for theirs */
  return (asked) => {
    const scenario = onCard(asked)
    const link = formatLink(scenario)
    const ready = kept.get(link)
    if (ready) return Promise.resolve(ready)
    const awaited =
      coming.get(link) ??
      make(scenario)
        .then((card) => {
          kept.set(link, card)
          return card
        })
        .finally(() => coming.delete(link))
    coming.set(link, awaited)
    return awaited
  }
}
