import { describe, expect, it } from 'vitest'
import { spoken } from './spoken'
import { asPercent, atRate, inFull, inSeconds } from './words'

describe('spoken text', () => {
  it.each([
    [inSeconds(7.5), '7.5 seconds'],
    [inSeconds(1), '1 second'],
    [inSeconds(0.25), '250 milliseconds'],
    [inSeconds(138), '2 minutes 18 seconds'],
    [inSeconds(172_800), '2 days'],
    [atRate(1000), '1000 requests a second'],
    [atRate(1 / 3600), '1 request an hour'],
    [asPercent(0.00001), 'less than 0.01 percent'],
    [asPercent(0.99999), 'more than 99.99 percent'],
    [inFull(14_900), '14900'],
    [inFull(1_234_567), '1235000'],
    [inFull(2e-8), '2.0 times 10 to the minus 8']
  ])('of %j is %j', (seen, heard) => {
    expect(spoken(seen)).toBe(heard)
  })

  it('spells out an error, a range and the value of β', () => {
    expect(spoken('1.53\u202fs\u202f±\u202f2.4\u202fms')).toBe('1.53 seconds plus or minus 2.4 milliseconds')
    expect(spoken('5–95\u202f%')).toBe('5 to 95 percent')
    expect(spoken('At β\u202f=\u202f4 it is')).toBe('At β 4 it is')
  })

  it('leaves words alone that look like units', () => {
    const words = '3 keys, 2 h2 headings, 4 dogs, 1 minute, key 5 sheds 6 yards; s = 7'
    expect(spoken(words)).toBe(words)
  })
})
