/** From so many on, the places of those that were taken away are used again. */
const MANY = 1024

/** Requests by the time at which they came, s, oldest first; one entry may stand for several. */
export class ManyRequests {
  private readonly times: number[] = []
  private readonly weights: number[] = []
  /** Entries are those from `first` to `last`; the places are kept, as making them anew takes longer. */
  private first = 0
  private last = 0
  /** How many there are. */
  count = 0

  add(time: number, weight = 1): void {
    if (weight <= 0) return
    if (this.first > MANY && 2 * this.first > this.last) this.compact()
    this.times[this.last] = time
    this.weights[this.last++] = weight
    this.count += weight
  }

  /** The time of the oldest. There must be one. */
  get oldest(): number {
    return this.times[this.first]
  }

  /** How many the entry of the oldest stands for. */
  get oldestWeight(): number {
    return this.weights[this.first]
  }

  /** Takes so many away from the entry of the oldest. */
  take(weight: number): void {
    this.count -= weight
    this.weights[this.first] -= weight
    if (this.weights[this.first] > 0) return
    if (++this.first === this.last) this.clear()
  }

  each(visit: (time: number, weight: number) => void): void {
    for (let i = this.first; i < this.last; i++) visit(this.times[i], this.weights[i])
  }

  /** The clock starts anew, so many seconds later. */
  shift(seconds: number): void {
    for (let i = this.first; i < this.last; i++) this.times[i] -= seconds
  }

  clear(): void {
    this.first = this.last = 0
    this.count = 0
  }

  private compact(): void {
    this.times.copyWithin(0, this.first, this.last)
    this.weights.copyWithin(0, this.first, this.last)
    this.last -= this.first
    this.first = 0
  }
}
