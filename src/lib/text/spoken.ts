/** Texts for screen readers. Of "7.5 s" or "±" a voice spells the letters, or says nothing: so units become words. */

/** Between a number and its unit: any space, or none. */
const GAP = '[\\s\\u202f\\u00a0]*'

const UNITS: Record<string, string> = {
  ns: 'nanosecond',
  µs: 'microsecond',
  ms: 'millisecond',
  s: 'second',
  min: 'minute',
  h: 'hour',
  d: 'day',
  y: 'year'
}
const NUMBER = '\\d+(?:\\.\\d+)?'
const RATE = new RegExp(`(${NUMBER})${GAP}req/(min|s|h|d|y)(?![\\w/])`, 'g')
const DURATION = new RegExp(`(${NUMBER})${GAP}(ns|µs|ms|min|s|h|d|y)(?![\\w/])`, 'g')

const counted = (count: string, name: string) => `${count} ${name}${count === '1' ? '' : 's'}`
const one = (name: string) => `${name === 'hour' ? 'an' : 'a'} ${name}`

/** "7.5 s" becomes "7.5 seconds", "1000 req/s" "1000 requests a second", "< 0.01 %" "less than 0.01 percent". */
export function spoken(text: string): string {
  return (
    text
      // A voice reads 14 900 as two numbers.
      .replace(/(\d)[\u202f\u00a0](?=\d{3}(?!\d))/g, '$1')
      .replace(
        /·10\^(-?)(\d+)/g,
        (_, minus: string, power: string) => ` times 10 to the ${minus ? 'minus ' : ''}${power}`
      )
      .replace(RATE, (_, count: string, per: string) => `${counted(count, 'request')} ${one(UNITS[per])}`)
      .replace(DURATION, (_, count: string, unit: string) => counted(count, UNITS[unit]))
      .replace(new RegExp(`<${GAP}(?=\\d)`, 'g'), 'less than ')
      .replace(new RegExp(`>${GAP}(?=\\d)`, 'g'), 'more than ')
      .replace(new RegExp(`${GAP}±${GAP}`, 'g'), ' plus or minus ')
      .replace(new RegExp(`${GAP}%`, 'g'), ' percent')
      .replace(new RegExp(`(?<=\\d)${GAP}–${GAP}(?=\\d)`, 'g'), ' to ')
      .replace(new RegExp(`β${GAP}=${GAP}`, 'g'), 'β ')
      .replace(/[\u202f\u00a0]/g, ' ')
  )
}
