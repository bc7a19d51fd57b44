/** The known word that a text is, in any case and with blanks around it; undefined where it is none of them. */
export function oneOf<T extends string>(text: string, known: readonly T[]): T | undefined {
  const word = text.trim().toLowerCase()
  return known.find((one) => one === word)
}
