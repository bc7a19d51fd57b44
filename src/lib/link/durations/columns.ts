/** A pasted text as columns of entries. */

export interface Column {
  /** Its heading, or null. */
  name: string | null
  cells: string[]
}

export interface PastedTable {
  columns: Column[]
  /** Lines that belong to no column. */
  skipped: string[]
  /** Lines that sum up others. */
  summed?: string[]
  /** What kind of text it is, where that is worth a word. */
  kind?: string
}

/** Columns by their names, which take one entry after another. */
export class NamedColumns {
  readonly #cells = new Map<string, string[]>()

  push(name: string, cell: string): void {
    const cells = this.#cells.get(name)
    if (cells) cells.push(cell.trim())
    else this.#cells.set(name, [cell.trim()])
  }

  get columns(): Column[] {
    return [...this.#cells].map(([name, cells]) => ({ name, cells }))
  }
}
