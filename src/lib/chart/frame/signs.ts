/** What stands before the words of a legend: outlines in a box that is 12 px high. */
import type { SVGAttributes } from 'svelte/elements'

type Outline = SVGAttributes<SVGPathElement>

export interface Sign {
  /** px. */
  width: number
  outlines: Outline[]
}

const sign = (width: number, ...outlines: Outline[]): Sign => ({ width, outlines })
const box = (left: number, top: number, right: number, bottom: number) =>
  `M${left},${top}H${right}V${bottom}H${left}z`

export const filled = (d: string, fill = 'currentColor', opacity = 1): Outline => ({
  d,
  fill,
  'fill-opacity': opacity
})
export const stroked = (d: string, width: number, stroke = 'currentColor', dash?: string): Outline => ({
  d,
  fill: 'none',
  stroke,
  'stroke-width': width,
  'stroke-dasharray': dash
})
/** @param x its middle; it stands half way up */
export const circle = (x: number, radius: number) =>
  `M${x - radius},6a${radius},${radius} 0 1 0 ${2 * radius},0a${radius},${radius} 0 1 0 ${-2 * radius},0z`

const LINE = 'M0,6h24'
const WHOLE = box(0, 0, 24, 12)
const FRAME = box(1, 1, 23, 11)
/** Dots 5 px apart, as in the pattern of what is premature. */
const DOTS = [3.5, 8.5, 13.5, 18.5]
  .flatMap((x) => [3.5, 8.5].map((y) => `M${x - 1.2},${y}a1.2,1.2 0 1 0 2.4,0a1.2,1.2 0 1 0 -2.4,0z`))
  .join('')

export const SIGNS = {
  line: sign(24, stroked(LINE, 2)),
  dashed: sign(24, stroked(LINE, 2, undefined, '6 4')),
  dotted: sign(24, stroked(LINE, 2, undefined, '1.5 4')),
  ghost: sign(24, stroked(LINE, 1.2, undefined, '3 3')),
  'late-line': sign(24, stroked(LINE, 2, 'var(--bad)')),
  bar: sign(24, filled(WHOLE, undefined, 0.32)),
  shade: sign(24, filled(WHOLE, 'var(--line)')),
  allowed: sign(24, filled(WHOLE, 'var(--key-2)', 0.3)),
  limits: sign(24, filled(WHOLE, undefined, 0.14)),
  best: sign(12, filled('M6,2l4.5,8h-9z')),
  advised: sign(
    24,
    filled(WHOLE, 'var(--accent)', 0.13),
    filled('M0,10h24v2h-24zM12,2l4.5,8h-9z', 'var(--accent)')
  ),
  layers: sign(24, ...[0, 6, 12, 18].map((from) => filled(box(from, 0, 24, 12), undefined, 0.16))),
  late: sign(
    24,
    stroked(box(0.5, 0.5, 23.5, 11.5), 1),
    stroked('M1,11l10,-10M7,11l10,-10M13,11l10,-10', 1.6)
  ),
  dot: sign(24, stroked('M12,0v12', 1), filled(circle(12, 2.6))),
  beyond: sign(12, stroked('M2,9l4,-5l4,5', 1.8)),
  duplicate: sign(24, stroked(FRAME, 1.4)),
  premature: sign(24, filled(FRAME, undefined, 0.2), filled(DOTS), stroked(FRAME, 1.4)),
  plain: sign(12, filled(circle(6, 4.5), undefined, 0.16), stroked(circle(6, 4.5), 1)),
  counted: sign(12, filled(circle(6, 5))),
  first: sign(12, filled(circle(6, 3.4))),
  beside: sign(12, stroked(circle(6, 3), 1.5)),
  'late-ring': sign(12, stroked(circle(6, 3.4), 2, 'var(--bad)')),
  missed: sign(12, stroked('M2.5,2.5l7,7m0,-7l-7,7', 2, 'var(--bad)'))
}
export type SignName = keyof typeof SIGNS
