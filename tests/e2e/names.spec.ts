import { expect, test, type APIRequestContext } from '../support/test'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { HOSTILE_PIECES } from '../support/hostile-names'

// A key may be called anything. Each page stays the page that it is for a plain name.

const searchFor = (names: string[]) =>
  `?beta=4&keys=${[...names.map((name) => `${encodeURIComponent(name.toWellFormed())}:1000/s`), 'cold:1/m'].join()}`

/** As many as a link has keys, but one. */
const FEW = 5
const links = Array.from({ length: Math.ceil(HOSTILE_PIECES.length / FEW) }, (_, i) =>
  searchFor(HOSTILE_PIECES.slice(FEW * i, FEW * (i + 1)))
)

/** What a browser makes of a page: elements with the names of their attributes, faults, and scripts. */
function read(html: string) {
  const faults = new Set<string>()
  const elements = new Set<string>()
  let scripts = 0
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    if ('attrs' in node) {
      elements.add(node.tagName)
      for (const { name } of node.attrs) elements.add(`${node.tagName} ${name}`)
      if (node.tagName === 'script') scripts++
    }
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  visit(parse(html, { onParseError: ({ code }) => faults.add(code) }))
  return { faults: [...faults], elements: [...elements], scripts }
}

const get = async (request: APIRequestContext, path: string) => {
  const response = await request.get(path)
  expect([path, response.status()]).toEqual([path, 200])
  return response
}

for (const path of ['/', '/embed', '/learn', '/share']) {
  test(`the HTML of ${path} is that of a plain name, whatever a key is called`, async ({ request }) => {
    const html = async (search: string) => read(await (await get(request, path + search)).text())
    const plain = await html(searchFor(['a', 'b', 'c', 'd', 'e']))
    // Notes tell of names that were changed, a shortened name has its whole in a title, fewer keys have other marks.
    const others = []
    for (const names of [['a\nb'], ['a', 'b', 'c'], ['a'.repeat(40)]])
      others.push(await html(searchFor(names)))
    const known = [plain, ...others].flatMap(({ elements }) => elements)
    for (const link of links) {
      const { faults, elements, scripts } = await html(link)
      expect([link, faults.filter((fault) => !plain.faults.includes(fault))]).toEqual([link, []])
      expect([link, elements.filter((element) => !known.includes(element))]).toEqual([link, []])
      expect([link, scripts]).toEqual([link, plain.scripts])
    }
  })
}

test('there is a card, an answer to oEmbed and one to the API, whatever a key is called', async ({
  request,
  baseURL
}) => {
  for (const search of links) {
    const card = await (await get(request, `/card.png${search}`)).body()
    expect([search, card.subarray(1, 4).toString()]).toEqual([search, 'PNG'])
    const { html } = await (
      await get(request, `/oembed?url=${encodeURIComponent(`${baseURL}/${search}`)}`)
    ).json()
    expect([search, html.match(/[<>]/g)]).toEqual([search, ['<', '>', '<', '>']])
    const { keys } = await (await get(request, `/api/v1/simulate${search}&cycles=100`)).json()
    expect(keys.at(-1).name).toBe('cold')
  }
})
