/** Room for so many at first. */
const FEW = 16
/** From so many on, the places of those that have left are used again. */
const MANY = 1024

/** The same numbers in twice the room. */
export function wider<A extends Float64Array | Int32Array>(array: A): A {
  const wide = new (array.constructor as new (length: number) => A)(2 * array.length)
  wide.set(array)
  return wide
}

/**
 * The rebuilds in flight by the time of their end, each with a number of its own. They stand in a list as long as each ends
 * after all that came before it, and after that in a binary heap. There may be thousands, so that no object is made for each.
 */
export class InFlight {
  /** The list, or the heap, is from `first` to `last`. */
  protected ends = new Float64Array(FEW)
  private owns: Float64Array | Int32Array
  protected first = 0
  private last = 0
  private isHeap = false

  /** @param isWhole whether their numbers are whole and below 2³¹ */
  constructor(isWhole = false) {
    this.owns = new (isWhole ? Int32Array : Float64Array)(FEW)
  }

  get size(): number {
    return this.last - this.first
  }

  /** The end of the rebuild that ends first; Infinity when none is in flight. */
  get nextEnd(): number {
    return this.last > this.first ? this.ends[this.first] : Infinity
  }

  /** The number of one of them, in no order. */
  at(place: number): number {
    return this.owns[this.first + place]
  }

  push(end: number, own: number): void {
    const { first, last, ends } = this
    if (this.isHeap || last === ends.length || (last > first && ends[last - 1] > end)) this.sift(end, own)
    else {
      ends[last] = end
      this.owns[last] = own
      this.last++
    }
  }

  /** Into the heap, or where there is no room; a list in order is a heap. */
  private sift(end: number, own: number): void {
    if (this.last === this.ends.length) this.makeRoom()
    this.isHeap ||= this.size > 0 && this.ends[this.last - 1] > end
    if (this.isHeap) this.compact()
    const { ends, owns } = this
    let i = this.last++
    while (this.isHeap && i > 0) {
      const parent = (i - 1) >> 1
      if (ends[parent] <= end) break
      this.move(parent, i)
      i = parent
    }
    ends[i] = end
    owns[i] = own
  }

  /** Removes the rebuild that ends first, and returns its number. There must be one. */
  pop(): number {
    const own = this.owns[this.first]
    if (this.isHeap) this.popHeap()
    else this.first++
    return own
  }

  private popHeap(): void {
    const { ends, owns } = this
    const size = --this.last
    this.isHeap = size > 0
    const end = ends[size]
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= size) break
      if (child + 1 < size && ends[child + 1] < ends[child]) child++
      if (ends[child] >= end) break
      this.move(child, i)
      i = child
    }
    ends[i] = end
    owns[i] = owns[size]
  }

  clear(): void {
    this.first = this.last = 0
    this.isHeap = false
  }

  private move(from: number, to: number): void {
    this.ends[to] = this.ends[from]
    this.owns[to] = this.owns[from]
  }

  private makeRoom(): void {
    if (this.first > MANY && 2 * this.first > this.last) return this.compact()
    this.ends = wider(this.ends)
    this.owns = wider(this.owns)
  }

  private compact(): void {
    if (this.first === 0) return
    this.ends.copyWithin(0, this.first, this.last)
    this.owns.copyWithin(0, this.first, this.last)
    this.last -= this.first
    this.first = 0
  }
}
