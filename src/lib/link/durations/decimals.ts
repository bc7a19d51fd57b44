/** Whether the numbers of a column have a decimal point or a decimal comma: all of them the same. */

export type Decimals = 'point' | 'comma'

/** The number at the start of an entry, before its unit. */
const AMOUNT = /^[+-]?[\d.,' _\u00a0\u2009\u202f]*\d/
/** What may be thousands as well as a decimal, by its sign. */
const GROUPED = { ',': /^[1-9]\d{0,2},\d{3}$/, '.': /^[1-9]\d{0,2}\.\d{3}$/ }

/**
 * How the entries of a column have their decimals: `open` where every comma, or every point beside whole numbers, may set
 * thousands apart as well as be the decimal one; `mixed` where some have a point and some a comma.
 */
export function decimalsOf(cells: readonly string[]): Decimals | 'open' | 'mixed' {
  const sure = new Set<string>()
  const open = new Set<string>()
  let whole = false
  for (const cell of cells) {
    const amount = AMOUNT.exec(cell)?.[0].replace(/[+\-\s]/g, '') ?? ''
    const signs = amount.match(/[.,]/g) ?? []
    const last = signs.at(-1) as '.' | ',' | undefined
    if (last === undefined) whole ||= amount.length > 2
    else if (new Set(signs).size > 1) sure.add(last)
    else if (signs.length > 1) sure.add(last === ',' ? '.' : ',')
    else (GROUPED[last].test(amount) ? open : sure).add(last)
  }
  if (sure.size > 1 || (sure.size === 0 && open.size > 1)) return 'mixed'
  if (sure.size === 1) return sure.has(',') ? 'comma' : 'point'
  // Who writes three decimals writes them everywhere.
  return open.has(',') || (open.has('.') && whole) ? 'open' : 'point'
}

/** An entry with a decimal point, and nothing between its thousands. */
export function plainly(cell: string, decimals: Decimals): string {
  return decimals === 'comma'
    ? cell.replace(/\.(?=\d{3})/g, '').replace(/,(?=\d)/g, '.')
    : cell.replace(/(?<=\d),(?=\d{3})/g, '')
}
