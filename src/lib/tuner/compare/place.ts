/** Which key of a link is compared: `#key-2` is the second, no name the first. A link holds keys, and no choice of one. */
export function placeOf(hash: string): number {
  const number = Number(/^#key-(\d+)$/.exec(hash)?.[1] ?? 1)
  return Math.max(0, number - 1)
}
