import { expect, it } from 'vitest'
import { formatEmbed, formatPage, parseEmbed, parsePage } from '$lib/link/codec'
import { PARTS } from '$lib/link/embed-options'
import { mutator } from './mutations'
import published from './published.json'
import { faults } from './scenarios'

const MANY = 1_000_000

it(
  'a million mutated links all give a valid page, which is read back from its canonical link',
  { timeout: 300_000 },
  () => {
    const links = published.map(({ link }) => link.slice(link.indexOf('?')))
    const mutate = mutator(links, 31)
    let plain = 0
    let pinned = 0
    let noted = 0
    for (let turn = 0; turn < MANY; turn++) {
      const link = mutate(turn)
      const { scenario, pin, notes } = parsePage(link)
      const wrong = [...faults(scenario), ...(pin ? faults(pin) : [])]
      if (wrong.length > 0) expect.fail(`${JSON.stringify(link)}: ${wrong.join(', ')}`)
      for (const { message } of notes)
        if (
          message === '' ||
          message.length > 300 ||
          /[\n\r\0]|(using|taken as) (NaN|undefined|null)/.test(message)
        )
          expect.fail(`${JSON.stringify(link)} says ${JSON.stringify(message)}`)
      const { options } = parseEmbed(link)
      if (options.show.length === 0 || !options.show.every((part) => PARTS.includes(part)))
        expect.fail(`${JSON.stringify(link)} shows ${options.show.join()}`)
      // Reading back costs as much again: every tenth.
      if (turn % 10 === 0) {
        const canonical = formatPage({ scenario, pin })
        const again = parsePage(canonical)
        if (formatPage(again) !== canonical || again.notes.length > 0)
          expect.fail(`${JSON.stringify(link)} has the canonical link ${canonical}, which is another`)
        const embed = formatEmbed(options)
        if (formatEmbed(parseEmbed(embed).options) !== embed)
          expect.fail(`${JSON.stringify(link)} embeds as ${embed}`)
      }
      if (pin) pinned++
      if (notes.length > 0) noted++
      else plain++
    }
    // The mutations reach good links, faulty ones and pins, each in their thousands.
    expect(Math.min(plain, pinned, noted)).toBeGreaterThan(MANY / 200)
  }
)
