/** Which lines two programs share. */
import { PROGRAMS, type Program } from '$lib/trace'

export interface DifferentLine {
  kind: 'same' | 'removed' | 'added'
  code: string
}

/** The lines of both in one order, by a longest common subsequence. Only the indent of a line may differ. */
export function differenceOf(from: readonly string[], to: readonly string[]): DifferentLine[] {
  // length[i][j]: lines in common of the rest of `from` after i and of `to` after j.
  const length = Array.from({ length: from.length + 1 }, () => Array<number>(to.length + 1).fill(0))
  for (let i = from.length - 1; i >= 0; i--)
    for (let j = to.length - 1; j >= 0; j--)
      length[i][j] = isSame(from[i], to[j])
        ? length[i + 1][j + 1] + 1
        : Math.max(length[i + 1][j], length[i][j + 1])
  const lines: DifferentLine[] = []
  for (let i = 0, j = 0; i < from.length || j < to.length;) {
    if (i < from.length && j < to.length && isSame(from[i], to[j])) {
      lines.push({ kind: 'same', code: to[j] })
      i++
      j++
    } else if (j === to.length || (i < from.length && length[i + 1][j] >= length[i][j + 1]))
      lines.push({ kind: 'removed', code: from[i++] })
    else lines.push({ kind: 'added', code: to[j++] })
  }
  return lines
}

const isSame = (one: string, other: string) => one.trim() === other.trim()

interface Change {
  from: Program
  to: Program
  /** "from broken to mended" */
  says: string
}

/** What there is to compare with a program: with the broken one the mended one, with any other the one that it mends or breaks. */
export function changeOf(program: Program): Change {
  const programs = PROGRAMS[program.defence]
  const [broken, mended] = programs
  const better = programs.find(({ variant }) => variant === program.better)
  if (program === broken || program === mended)
    return { from: broken, to: mended, says: 'from broken to mended' }
  if (better) return { from: program, to: better, says: 'from this one to the better one' }
  return { from: mended, to: program, says: 'from mended to this one' }
}

const codeOf = ({ lines }: Program) => lines.map(({ code }) => code)
export const linesOf = ({ from, to }: Change): DifferentLine[] => differenceOf(codeOf(from), codeOf(to))
