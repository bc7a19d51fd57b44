import { describe, expect, it } from 'vitest'
import { iframeSnippet, markdownSnippet, scriptSnippet } from './snippet'

describe('an iframe to paste', () => {
  it('is one bare element, with nothing that could break out of it', () => {
    const html = iframeSnippet({
      src: 'https://x.example/embed?beta=4&keys=hot:1/s',
      title: `"><script>alert(1)</script>`,
      width: null,
      height: 700
    })
    expect(html).toBe(
      '<iframe src="https://x.example/embed?beta=4&amp;keys=hot:1/s" title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" width="100%" height="700" frameborder="0"></iframe>'
    )
  })

  it('has its script beside it', () => {
    expect(scriptSnippet('https://x.example/embed.js')).toBe(
      '<script src="https://x.example/embed.js" async></script>'
    )
  })
})

describe('Markdown to paste', () => {
  it('is a picture that links, and a link in words', () => {
    expect(
      markdownSnippet({
        href: 'https://x.example/?beta=4&v=1',
        text: 'At β = 4',
        image: 'https://x.example/card.png?beta=4'
      })
    ).toBe(
      '[![At β = 4](https://x.example/card.png?beta=4)](https://x.example/?beta=4&v=1)\n\n[At β = 4](https://x.example/?beta=4&v=1)'
    )
  })

  it('is a link alone where nobody draws a picture', () => {
    expect(markdownSnippet({ href: 'https://x.example/', text: 'β', image: null })).toBe(
      '[β](https://x.example/)'
    )
  })

  it('takes the name of a key for words, whatever marks are in it', () => {
    const text = 'the a](javascript:x) *b* `c` <d> key\nsecond line'
    expect(markdownSnippet({ href: 'https://x.example/', text, image: null })).toBe(
      '[the a\\]\\(javascript:x\\) \\*b\\* \\`c\\` \\<d\\> key second line](https://x.example/)'
    )
  })
})
