/** A figure as a table: what it shows, in words and numbers with their units. */
export interface TableData {
  caption: string
  columns: string[]
  /** As many cells as columns; the first one names the row. */
  rows: string[][]
}
