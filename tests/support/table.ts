/**
 * A table written as text, for `it.each`: a row a line, with bars between its cells. Blanks around a cell do not count, so
 * that columns can stand one below the other.
 */
export const table = <Row extends string[]>(text: string): Row[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()) as Row)
