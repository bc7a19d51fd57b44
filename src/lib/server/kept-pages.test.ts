import { describe, expect, test } from 'vitest'
import { keepPages } from './kept-pages'

const LINK = 'https://host.example/?beta=4'

/** A server of pages that counts what it renders. */
function site(page: (nth: number) => Response = (nth) => html(`page ${nth}`), most?: number) {
  const answer = keepPages(most)
  let rendered = 0
  return {
    get rendered() {
      return rendered
    },
    ask: (address: string, asked: RequestInit = {}) =>
      answer(new Request(address, asked), async () => page(++rendered))
  }
}
const html = (text: string, headers: Record<string, string> = {}, status = 200) =>
  new Response(text, { status, headers: { 'content-type': 'text/html', etag: '"1"', ...headers } })

describe('a page that is kept', () => {
  test('is rendered once for all who open its link, and has the same bytes and headers for each', async () => {
    const pages = site()
    const replies = [await pages.ask(LINK), await pages.ask(LINK), await pages.ask(LINK, { method: 'HEAD' })]
    for (const reply of replies) {
      expect(await reply.text()).toBe('page 1')
      expect([...reply.headers]).toEqual([
        ['content-type', 'text/html'],
        ['etag', '"1"']
      ])
    }
    expect(pages.rendered).toBe(1)
  })

  test('is rendered once for all who open its link at the same time', async () => {
    const pages = site()
    const replies = await Promise.all([pages.ask(LINK), pages.ask(LINK), pages.ask(LINK)])
    expect(await Promise.all(replies.map((reply) => reply.text()))).toEqual(['page 1', 'page 1', 'page 1'])
    expect(pages.rendered).toBe(1)
  })

  test('is not changed by who changes the reply', async () => {
    const pages = site()
    const first = await pages.ask(LINK)
    first.headers.set('content-type', 'text/plain')
    new Uint8Array(await first.arrayBuffer()).fill(0)
    const second = await pages.ask(LINK)
    expect(second.headers.get('content-type')).toBe('text/html')
    expect(await second.text()).toBe('page 1')
  })

  test.each([
    'https://host.example/?beta=5',
    'https://host.example/embed?beta=4',
    'https://host.example/?beta=4&v=1',
    'https://other.example/?beta=4',
    'http://host.example/?beta=4'
  ])('does not answer %s', async (other) => {
    const pages = site()
    await pages.ask(LINK)
    expect(await (await pages.ask(other)).text()).toBe('page 2')
  })

  test('makes room for newer ones where its bytes are needed', async () => {
    // Three pages of 1000 bytes, each with fewer than 200 for its headers and address; two fit.
    const pages = site(() => html('x'.repeat(1000)), 2500)
    const asked = async (beta: number) => {
      const before = pages.rendered
      await pages.ask(`https://host.example/?beta=${beta}`)
      return pages.rendered > before
    }
    for (const beta of [1, 2, 3]) expect(await asked(beta)).toBe(true)
    expect([await asked(3), await asked(2), await asked(1)]).toEqual([false, false, true])
  })
})

test.each([
  ['a fault', () => html('broken', {}, 500)],
  ['what is not found', () => html('nothing', {}, 404)],
  ['a redirect', () => new Response(null, { status: 307, headers: { location: '/learn' } })],
  ['data', () => new Response('{}', { headers: { 'content-type': 'application/json' } })],
  ['a page that sets a cookie', () => html('mine', { 'set-cookie': 'who=me' })],
  ['a page for this moment only', () => html('busy', { 'cache-control': 'no-store' })]
])('%s goes to nobody else', async (_, reply) => {
  const pages = site((nth) => (nth === 1 ? reply() : html(`page ${nth}`)))
  const [first, second] = await Promise.all([pages.ask(LINK), pages.ask(LINK)])
  expect(first.headers.get('etag')).toBe(reply().headers.get('etag'))
  expect(await second.text()).toBe('page 2')
})

test('who asked at the same time gets a page where rendering failed for another', async () => {
  const pages = site((nth) => {
    if (nth === 1) throw new Error('broken')
    return html(`page ${nth}`)
  })
  const [first, second] = await Promise.allSettled([pages.ask(LINK), pages.ask(LINK)])
  expect(first.status).toBe('rejected')
  expect(second.status === 'fulfilled' && (await second.value.text())).toBe('page 2')
})

test('what is not asked for with GET or HEAD is neither kept nor answered with what is', async () => {
  const pages = site()
  await pages.ask(LINK, { method: 'POST' })
  await pages.ask(LINK)
  expect(await (await pages.ask(LINK, { method: 'POST' })).text()).toBe('page 3')
})
