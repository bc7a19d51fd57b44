/** Cards as they are handed out: each is drawn once for all who ask at the same time, and kept while there is room. */
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Scenario } from '#core'
import { onCard } from '$lib/figure/card/card-data'
import { formatLink } from '$lib/link/parameters/codec'
import { Turnstile } from '../threads/turnstile'

interface KeptCard {
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

type CardOf = (scenario: Scenario, signal: AbortSignal) => Promise<KeptCard>

/** A card on its way, and who waits for it. */
interface Coming {
  card: Promise<KeptCard>
  waiting: number
  stop: AbortController
}

/** @param draw must give the same bytes for the same scenario */
export function keepCards(
  draw: (scenario: Scenario, signal: AbortSignal) => Promise<Uint8Array>,
  { most, atOnce, waiting }: Keeping = usual
): CardOf {
  const turnstile = new Turnstile(atOnce, waiting, 'pictures are drawn')
  const kept = new LRUCache<string, KeptCard>({
    maxSize: most,
    sizeCalculation: ({ png }) => png.byteLength
  })
  const coming = new Map<string, Coming>()

  async function make(scenario: Scenario, signal: AbortSignal): Promise<KeptCard> {
    const png = new Uint8Array(await turnstile.pass(() => draw(scenario, signal), signal))
    return { png, etag: `"${createHash('sha256').update(png).digest('base64url').slice(0, 27)}"` }
  }

  function begin(link: string, scenario: Scenario): Coming {
    const stop = new AbortController()
    const begun: Coming = { card: make(scenario, stop.signal), waiting: 0, stop }
    coming.set(link, begun)
    const end = () => coming.get(link) === begun && coming.delete(link)
    begun.card.then(
      (card) => {
        kept.set(link, card)
        end()
      },
      () => end()
    )
    return begun
  }

  /**
   * @param signal of who asks: when all who wait for a card have gone, it is not drawn
   * @throws ApiError 503 when too many wait for theirs
   */
  return async (asked, signal) => {
    signal.throwIfAborted()
    const scenario = onCard(asked)
    const link = formatLink(scenario)
    const ready = kept.get(link)
    if (ready) return ready
    const joined = coming.get(link) ?? begin(link, scenario)
    joined.waiting++
    const leave = () => {
      if (--joined.waiting > 0) return
      // Who comes from now on begins anew.
      coming.delete(link)
      joined.stop.abort(signal.reason)
    }
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await joined.card
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }
}
