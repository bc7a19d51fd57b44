/** The rebuilds in flight, in a binary heap by the time of their end. Times and durations are in seconds. */
export class InFlight {
  private readonly ends: number[] = []
  private readonly durations: number[] = []

  get size(): number {
    return this.ends.length
  }

  /** The end of the rebuild that ends first; Infinity when none is in flight. */
  get nextEnd(): number {
    return this.ends.length > 0 ? this.ends[0] : Infinity
  }

  push(end: number, duration: number): void {
    const { ends, durations } = this
    let i = ends.length
    ends.push(end)
    durations.push(duration)
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (ends[parent] <= end) break
      this.move(parent, i)
      i = parent
    }
    ends[i] = end
    durations[i] = duration
  }

  /** Removes the rebuild that ends first, and returns its duration. There must be one. */
  pop(): number {
    const { ends, durations } = this
    const duration = durations[0]
    const end = ends.pop()!
    const endDuration = durations.pop()!
    const size = ends.length
    if (size === 0) return duration
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
    durations[i] = endDuration
    return duration
  }

  clear(): void {
    this.ends.length = this.durations.length = 0
  }

  private move(from: number, to: number): void {
    this.ends[to] = this.ends[from]
    this.durations[to] = this.durations[from]
  }
}
