/** Pages as they were sent, so that a link that many open is rendered once. */
import { LRUCache } from 'lru-cache'

interface KeptPage {
  body: Uint8Array<ArrayBuffer>
  headers: [name: string, value: string][]
}

/** Whether a reply is a whole page, and neither for one visitor nor for this moment only. */
const isForAll = ({ status, headers }: Response) =>
  status === 200 &&
  headers.get('content-type') === 'text/html' &&
  !headers.has('set-cookie') &&
  headers.get('cache-control') !== 'no-store'

/**
 * Pages that are kept while there is room for them. Whoever asks for a page that is being rendered waits for it.
 * @param most bytes that the pages, their headers and their addresses may take
 * @returns answers a request. `render` must give the same page for the same address, host included, or one that says
 * `no-store`: that goes to nobody else
 */
export function keepPages(most = 16_000_000) {
  const kept = new LRUCache<string, KeptPage>({
    maxSize: most,
    sizeCalculation: ({ body, headers }, address) => body.length + 2 * `${address}${headers.join()}`.length
  })
  const coming = new Map<string, Promise<unknown>>()

  async function make(address: string, render: () => Promise<Response>): Promise<Response> {
    const response = await render()
    if (!isForAll(response)) return response
    const page = { body: new Uint8Array(await response.arrayBuffer()), headers: [...response.headers] }
    kept.set(address, page)
    return new Response(page.body, page)
  }

  return async ({ method, url: address }: Request, render: () => Promise<Response>): Promise<Response> => {
    if (method !== 'GET' && method !== 'HEAD') return render()
    if (coming.has(address)) await coming.get(address)
    const page = kept.get(address)
    if (page) return new Response(page.body, page)
    const made = make(address, render)
    const end = () => coming.delete(address)
    coming.set(address, made.then(end, end))
    return made
  }
}
