/** What a screen reader says of the figure of defences. */
import { list } from '$lib/text/words'
import type { CompareData } from './compare-data'

/** Which measures it shows, which defences keep the limits, and where the numbers are. */
export function compareSpoken({ groups, panels }: CompareData): string {
  const lines = groups.flatMap(({ heading, lines }) =>
    lines.map((line) => ({ ...line, label: heading ? `${heading}, ${line.label}` : line.label }))
  )
  const best = lines.find(({ rank }) => rank === 'best')
  return [
    `${lines.length} defences side by side, by ${list(panels.map(({ title }) => title))}.`,
    ...(best ? [`Chosen: ${best.label}.`] : []),
    'The numbers stand in the table below the figure.'
  ].join(' ')
}
