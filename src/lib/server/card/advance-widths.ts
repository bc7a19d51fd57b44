/**
 * How wide the characters of a TrueType font are, from its tables `head`, `hhea`, `hmtx` and `cmap` (subtable format 4,
 * which holds the basic plane); https://learn.microsoft.com/typography/opentype/spec describes them. No kerning.
 */

export interface AdvanceWidths {
  /** Whether the font has the character. */
  has: (character: string) => boolean
  /** The width of a character in ems; of one that the font lacks, that of the box which stands in for it. */
  width: (character: string) => number
}

/** @throws Error when the file is not such a font */
export function advanceWidths(file: Uint8Array): AdvanceWidths {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const u16 = (at: number) => view.getUint16(at)
  const tables = new Map(
    Array.from({ length: u16(4) }, (_, i) => {
      const entry = 12 + 16 * i
      const tag = String.fromCharCode(...file.subarray(entry, entry + 4))
      return [tag, view.getUint32(entry + 8)]
    })
  )
  const table = (tag: string) => {
    const at = tables.get(tag)
    if (at === undefined) throw new Error(`the font has no table ${tag}`)
    return at
  }
  const em = u16(table('head') + 18)
  const measured = u16(table('hhea') + 34)
  const hmtx = table('hmtx')
  const widthOf = (glyph: number) => u16(hmtx + 4 * Math.min(glyph, measured - 1)) / em
  const inPlane = basicPlane(view, table('cmap'))
  const glyphOf = (character: string) => {
    const code = character.codePointAt(0) ?? 0
    return code > 0xffff ? 0 : inPlane(code)
  }
  return {
    has: (character) => glyphOf(character) !== 0,
    width: (character) => widthOf(glyphOf(character))
  }
}

/** The glyph of each code in the basic plane; 0 where there is none. */
function basicPlane(view: DataView, cmap: number): (code: number) => number {
  const u16 = (at: number) => view.getUint16(at)
  const subtables = Array.from(
    { length: u16(cmap + 2) },
    (_, i) => cmap + view.getUint32(cmap + 4 + 8 * i + 4)
  )
  const map = subtables.find((at) => u16(at) === 4)
  if (map === undefined) throw new Error('the font has no character map of format 4')
  const twice = u16(map + 6)
  const [ends, starts] = [map + 14, map + 16 + twice]
  const [deltas, offsets] = [starts + twice, starts + 2 * twice]
  return (code) => {
    for (let i = 0; i < twice; i += 2) {
      if (code > u16(ends + i)) continue
      if (code < u16(starts + i)) return 0
      const offset = u16(offsets + i)
      if (offset === 0) return (code + u16(deltas + i)) & 0xffff
      const glyph = u16(offsets + i + offset + 2 * (code - u16(starts + i)))
      return glyph === 0 ? 0 : (glyph + u16(deltas + i)) & 0xffff
    }
    return 0
  }
}
