/**
 * The start of a text, cut where a thought ends: after a sentence, else after one of its clauses, else between words
 * and with an ellipsis. Titles of previews are cut by others otherwise, in the middle of a number.
 * @param most characters
 */
export function shorten(text: string, most = 110): string {
  if (text.length <= most) return text
  const start = text.slice(0, most)
  const sentence = start.search(/[.!?](?= )(?!.*[.!?] )/)
  if (sentence >= most / 3) return start.slice(0, sentence + 1)
  const clause = start.lastIndexOf('; ')
  if (clause >= most / 3) return `${start.slice(0, clause)}.`
  const room = start.slice(0, most - 2)
  const words = room.lastIndexOf(' ') > 0 ? room.slice(0, room.lastIndexOf(' ')) : room
  return `${words.replace(/[\s,;:(]+$/, '')} …`
}
