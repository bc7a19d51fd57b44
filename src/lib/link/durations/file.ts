/** A file that is dropped on a field, as the text that pasting it would give. */
import { MOST_CHARACTERS } from './read'

/** `reason` is a sentence without its full stop: what is wrong, and the cure. */
type DroppedFile = { ok: true; text: string } | { ok: false; reason: string }

/** A character of UTF-16 takes at most three bytes in UTF-8. */
const MOST_BYTES = 3 * (MOST_CHARACTERS + 1)

/**
 * Reads the first of some files. Of a large one only the beginning is read: at most a character more than is read of a
 * pasted text, so that whoever reads it says that it was cut.
 */
export async function readDropped(files: Iterable<File>): Promise<DroppedFile> {
  const [file, ...others] = files
  if (!file) return { ok: false, reason: 'That is no file; drop a text file, or paste its text' }
  if (others.length > 0)
    return { ok: false, reason: `These are ${1 + others.length} files, and 1 is read; drop one at a time` }
  try {
    const text = (await file.slice(0, MOST_BYTES).text()).slice(0, MOST_CHARACTERS + 1)
    // A compressed log, a picture or a table of a spreadsheet.
    if (text.includes('\0'))
      return { ok: false, reason: `${file.name} is no text; unpack it, or save it as CSV` }
    return { ok: true, text }
  } catch {
    // A folder, or a file that is gone.
    return { ok: false, reason: `${file.name} cannot be read; drop a text file, or paste its text` }
  }
}
