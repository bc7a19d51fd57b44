import { describe, expect, test } from 'vitest'
import { findLaw, modelOf, simulate, whyNoClosedForm } from '#core'
import { ApiError } from './api/api-error'
import { oembed, type FirstLook } from './oembed'

const site = { origin: 'https://tuner.example', base: '' }
const firstLook: FirstLook = async (scenario) => {
  const models = scenario.keys.map((key) => modelOf(scenario, key))
  return {
    tallies: models.map((model) =>
      whyNoClosedForm(model) === null ? null : simulate(model, 200, scenario.seed, 2)
    ),
    laws: models.map((model) => (model.options ? findLaw(model) : null))
  }
}
const ask = (fields: Record<string, string>) => oembed(new URLSearchParams(fields), site, firstLook)
const page = (search = '') => ask({ url: `https://tuner.example/${search}` })
const status = (fields: Record<string, string>) =>
  ask(fields).then(
    () => 200,
    (error: unknown) => (error instanceof ApiError ? error.status : 500)
  )
const attributesOf = (html: string) =>
  Object.fromEntries([...html.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
const plain = (value: string) =>
  value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

describe('the oEmbed provider', () => {
  test.each(['', '/embed', '/learn', '/share'])('embeds the scenario of %s/', async (path) => {
    const { html } = await ask({ url: `https://tuner.example${path}?beta=4` })
    expect(html).toContain('src="https://tuner.example/embed?beta=4&amp;v=1"')
  })

  test('answers with what the standard asks of a rich embed', async () => {
    const reply = await page('?beta=4')
    expect(reply).toMatchObject({
      version: '1.0',
      type: 'rich',
      title: expect.stringMatching(/^At β.=.4 the hot key refreshes/),
      provider_name: 'XFetch Tuner',
      provider_url: 'https://tuner.example/',
      width: 800,
      thumbnail_url: 'https://tuner.example/card.png?beta=4&v=1',
      thumbnail_width: 1200,
      thumbnail_height: 630
    })
    expect(reply.height).toBeGreaterThan(300)
  })

  test('has the figures of the law in the title of a cache with options, without an error', async () => {
    const { title } = await page('?keys=hot:1000/s&coord=lock&instances=4')
    // Each of 4 caches has 250 requests a second: βΔ(ln(rβΔ) + 0.5772) = 0.25·(ln 62.5 + 0.5772) = 1.178 s.
    expect(title).toMatch(/^At β.=.1 the hot key refreshes 1\.2.s before expiry/)
  })

  test('gives one bare iframe of the embed, with the canonical link and what of the embed’s options parses', async () => {
    const { html } = await page('?v=1&beta=4.0&junk=1&show=window,nonsense&theme=dark&lock=beta&pin.beta=1')
    expect(html).toMatch(/^<iframe [^>]*><\/iframe>$/)
    const { src, ...others } = attributesOf(`${html}`)
    expect(plain(src)).toBe(
      'https://tuner.example/embed?beta=4&pin=default&v=1&show=window&lock=beta&theme=dark'
    )
    expect(Object.keys(others).sort()).toEqual(['frameborder', 'height', 'title', 'width'])
  })

  test('keeps within the size that is asked for, the thumbnail too', async () => {
    const small = await ask({ url: 'https://tuner.example/', maxwidth: '400', maxheight: '300' })
    expect([small.width, small.height]).toEqual([400, 300])
    expect(attributesOf(`${small.html}`)).toMatchObject({ width: '400', height: '300' })
    expect(small).not.toHaveProperty('thumbnail_url')
    for (const maxwidth of ['', '0', '-3', 'wide', '1e3', '99999999999999999999', '4.5'])
      expect((await ask({ url: 'https://tuner.example/', maxwidth })).width).toBe(800)
  })

  test('never gives the answer of a lesson away', async () => {
    const lesson = await ask({ url: 'https://tuner.example/learn?lesson=beta-direction&beta=4' })
    expect(lesson.title).toBe('Which way does β work?')
    expect(lesson.html).toContain('lesson=beta-direction')
  })

  test.each(['/learn/defences/lock-on-miss?', '/embed?trace=lock-on-miss&', '/?trace=lock-on-miss&'])(
    'embeds the schedule of a defence, from %s',
    async (path) => {
      const reply = await ask({ url: `https://tuner.example${path}callers=4&s=ABA` })
      expect(reply.title).toBe('Lock on miss: step through the code')
      const { src, height } = attributesOf(`${reply.html}`)
      expect(plain(src)).toBe('https://tuner.example/embed?trace=lock-on-miss&callers=4&s=ABA')
      expect(Number(height)).toBe(reply.height)
    }
  )

  test('escapes what a key is called', async () => {
    const name = encodeURIComponent('"><script>&')
    const { html, title } = await page(`?keys=${name}:1000/s`)
    expect(html).toMatch(/^<iframe [^<>]*><\/iframe>$/)
    expect(plain(attributesOf(`${html}`).title)).toBe(title)
    expect(title).toContain('"><script>&')
  })

  test('knows pages below a base path', async () => {
    const below = { origin: 'https://x.example', base: '/tools/xfetch' }
    const { html } = await oembed(
      new URLSearchParams({ url: 'https://x.example/tools/xfetch/' }),
      below,
      firstLook
    )
    expect(html).toContain('src="https://x.example/tools/xfetch/embed?v=1"')
    await expect(
      oembed(new URLSearchParams({ url: 'https://x.example/' }), below, firstLook)
    ).rejects.toThrow()
  })

  test.each([
    [404, 'https://elsewhere.example/'],
    [404, 'https://tuner.example/learn/defences/none'],
    [404, 'https://tuner.example/learn/model'],
    [404, 'https://tuner.example/privacy'],
    [404, 'https://tuner.example//evil.example/'],
    [404, 'https://user:secret@tuner.example/'],
    [404, 'https://tuner.example.evil.example/'],
    [404, 'https://tuner.example:8443/'],
    [404, 'javascript:alert(1)'],
    [404, 'data:text/html,x'],
    [404, '//tuner.example/'],
    [404, '%%%'],
    [404, `https://tuner.example/?keys=${'x'.repeat(20_000)}`],
    [200, 'http://tuner.example/embed?beta=2'],
    [200, 'https://tuner.example/?beta=%zz&keys=%ff'],
    [200, 'https://tuner.example/#fragment'],
    [400, '']
  ])('says %i to %s', async (expected, url) => {
    expect(await status({ url })).toBe(expected)
  })

  test('speaks JSON and nothing else', async () => {
    const url = 'https://tuner.example/'
    expect(await status({ url, format: 'json' })).toBe(200)
    expect(await status({ url, format: '' })).toBe(200)
    for (const format of ['xml', 'JSON', 'html']) expect(await status({ url, format })).toBe(501)
  })
})

/**
 * What WordPress does to the HTML of a provider that nobody registered: everything but links, quotations and iframes
 * with a handful of attributes is thrown out, and the first iframe is sandboxed and given a secret. Written after its
 * documented behaviour.
 */
function filtered(html: string, secret: string): string | null {
  const kept = ['src', 'width', 'height', 'frameborder', 'marginwidth', 'marginheight', 'scrolling', 'title']
  const clean = html.replace(
    /<(\/?)(\w+)((?:"[^"]*"|[^">])*)>/g,
    (_, slash: string, tag: string, rest: string) => {
      if (!['a', 'blockquote', 'iframe'].includes(tag)) return ''
      const attributes = Object.entries(attributesOf(rest))
        .filter(([name, value]) => kept.includes(name) && !/^\s*javascript:/i.test(value))
        .map(([name, value]) => ` ${name}="${value}"`)
      return `<${slash}${tag}${attributes.join('')}>`
    }
  )
  const [iframe] = /<iframe.*?><\/iframe>/s.exec(clean) ?? []
  if (!iframe) return null
  return iframe
    .replace('<iframe', '<iframe sandbox="allow-scripts" security="restricted"')
    .replace(/ src="([^"]*)"/, ` src="$1#?secret=${secret}" data-secret="${secret}"`)
}

describe('in WordPress', () => {
  test.each(['?beta=4', '?keys=%22%3E%3Cb%3E:1/s&show=window', '?pin.beta=2&arrivals=even'])(
    'the iframe of %s survives the filter with all that it needs',
    async (search) => {
      const { html } = await page(search)
      const before = attributesOf(`${html}`)
      const through = filtered(`${html}`, 'aBcD')
      expect(through).not.toBeNull()
      expect(attributesOf(through!)).toEqual({
        ...before,
        sandbox: 'allow-scripts',
        security: 'restricted',
        src: `${before.src}#?secret=aBcD`,
        'data-secret': 'aBcD'
      })
      const embedded = new URL(plain(attributesOf(through!).src))
      expect(embedded.pathname).toBe('/embed')
      expect(embedded.search).toBe(new URL(plain(before.src)).search)
    }
  )
})
