/** A grid with more columns and rows, through the same values: smooth, where straight lines would have corners. */

/** Catmull and Rom’s spline between b and c. */
const spline = (a: number, b: number, c: number, d: number, t: number) =>
  b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))

/** A line of values with `times` − 1 more between each two; beyond its ends it goes on straight. */
function finerLine(line: number[], times: number): number[] {
  const last = line.length - 1
  const at = (i: number) =>
    i < 0 ? 2 * line[0] - line[1] : i > last ? 2 * line[last] - line[last - 1] : line[i]
  return Array.from({ length: last * times + 1 }, (_, i) => {
    const from = Math.min(last - 1, Math.floor(i / times))
    return spline(at(from - 1), at(from), at(from + 1), at(from + 2), i / times - from)
  })
}

/** @param values row by row */
export function finer(values: number[], columns: number, rows: number, times: number) {
  const wide = Array.from({ length: rows }, (_, row) =>
    finerLine(values.slice(row * columns, (row + 1) * columns), times)
  )
  const [across, up] = [(columns - 1) * times + 1, (rows - 1) * times + 1]
  const all = new Array<number>(across * up)
  for (let column = 0; column < across; column++)
    finerLine(
      wide.map((row) => row[column]),
      times
    ).forEach((value, row) => (all[row * across + column] = value))
  return { values: all, across, up }
}
