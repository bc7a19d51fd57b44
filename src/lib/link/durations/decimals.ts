/** Whether the numbers of a column have a decimal point or a decimal comma: all of them the same. */

export type Decimals = 'point' | 'comma'

/** The number at the start of an entry, before its unit. */
const AMOUNT = /^[+\-\u2212]?[\d.,' _\u00a0\u2009\u202f]*\d/
const COMMA_ONLY = /^[1-9]\d{0,2},\d{3}$/

/**
 * How the entries of a column have their decimals: `open` where every comma may set thousands apart as well as be the
 * decimal one, `mixed` where some have a point and some a comma.
 */
export function decimalsOf(cells: readonly string[]): Decimals | 'open' | 'mixed' {
  let point = false
  let comma = false
  let open = false
  for (const cell of cells) {
    const amount = AMOUNT.exec(cell)?.[0].replace(/[+\-\u2212\s]/g, '') ?? ''
    const commas = amount.split(',').length - 1
    const points = amount.split('.').length - 1
    if (commas === 0 && points === 1) point = true
    else if (commas > 0 && points > 0) {
      if (amount.lastIndexOf(',') > amount.lastIndexOf('.')) comma = true
      else point = true
    } else if (commas === 1 && COMMA_ONLY.test(amount)) open = true
    else if (commas === 1) comma = true
    else if (commas > 1) point = true
    else if (points > 1) comma = true
  }
  if (point && comma) return 'mixed'
  if (comma) return 'comma'
  return open && !point ? 'open' : 'point'
}

/** An entry with a decimal point, and nothing between its thousands. */
export function plainly(cell: string, decimals: Decimals): string {
  return decimals === 'comma'
    ? cell.replace(/\.(?=\d{3})/g, '').replace(/,(?=\d)/g, '.')
    : cell.replace(/(?<=\d),(?=\d{3})/g, '')
}
