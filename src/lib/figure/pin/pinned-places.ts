/** Which keys of a scenario belong to those of the one that was pinned as A. */
import type { Key } from '#core'

/** For each present key the place of the pinned one of its name; else of the one that it was renamed from; or null. */
export function placesIn(pinned: Key[], present: Key[]): (number | null)[] {
  const named = (keys: Key[], name: string) => keys.findIndex((key) => key.name === name)
  return present.map(({ name }, i) => {
    const place = named(pinned, name)
    if (place >= 0) return place
    // In the same place, and its own name is nowhere else now: a key that was renamed.
    return i < pinned.length && named(present, pinned[i].name) < 0 ? i : null
  })
}
