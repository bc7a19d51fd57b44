/** Requests by the time at which they came, s, oldest first; one entry may stand for several. */
export class ManyRequests {
  private times: number[] = []
  private weights: number[] = []
  private first = 0
  /** How many there are. */
  count = 0

  add(time: number, weight = 1): void {
    if (weight <= 0) return
    this.times.push(time)
    this.weights.push(weight)
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
    if (++this.first === this.times.length) this.clear()
  }

  each(visit: (time: number, weight: number) => void): void {
    for (let i = this.first; i < this.times.length; i++) visit(this.times[i], this.weights[i])
  }

  /** The clock starts anew, so many seconds later. */
  shift(seconds: number): void {
    for (let i = this.first; i < this.times.length; i++) this.times[i] -= seconds
  }

  clear(): void {
    this.times.length = this.weights.length = 0
    this.first = 0
    this.count = 0
  }
}
