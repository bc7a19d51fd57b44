/** Steps from one text to the other: a character put in, left out or changed, or two neighbours swapped. */
function distance(from: string, to: string): number {
  let before: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const changed = last[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1)
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, changed)
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    before = last
    last = row
  }
  return last[to.length]
}

/**
 * The known name that a mistyped one most likely stands for: case does not count, and at most a third of its
 * characters may differ, or one of a short name. Null where none is near. Takes time with the product of the lengths.
 */
export function nearest(name: string, known: readonly string[]): string | null {
  const word = name.toLowerCase()
  const most = Math.max(1, Math.floor(word.length / 3))
  let best: string | null = null
  let least = most + 1
  for (const one of known) {
    // A name of two characters has a neighbour in nearly every other one.
    const steps = distance(word, one)
    if (steps < least && steps < one.length - 1) {
      least = steps
      best = one
    }
  }
  return best
}
