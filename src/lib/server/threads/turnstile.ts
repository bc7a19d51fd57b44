import { busy } from '../api/api-error'

/** Lets so many pieces of work go on at a time and so many wait; turns further ones away. */
export class Turnstile {
  private inside = 0
  private readonly queue: (() => void)[] = []

  constructor(
    private readonly most: number,
    private readonly mostWaiting: number,
    /** What goes on inside, for those who are turned away. */
    private readonly goesOn = 'simulations run',
    /** Nobody waits longer for a turn, ms. */
    private readonly patience = 30_000
  ) {}

  /** How much goes on, and how much waits. */
  get load(): { running: number; waiting: number } {
    return { running: this.inside, waiting: this.queue.length }
  }

  /**
   * Does the work when its turn comes.
   * @param signal gives up the place in the queue; the work itself has to heed it too. None where others wait for
   * the same work
   * @throws ApiError 503 when too many wait already, or when the turn does not come
   */
  async pass<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    if (this.inside < this.most) this.inside++
    else await this.turn(signal)
    try {
      signal?.throwIfAborted()
      return await work()
    } finally {
      // The place goes straight to the next in the queue, so that nobody slips in between.
      const next = this.queue.shift()
      if (next) next()
      else this.inside--
    }
  }

  private turn(signal: AbortSignal | undefined): Promise<void> {
    if (this.queue.length >= this.mostWaiting) {
      throw busy(`${this.inside} ${this.goesOn} and ${this.queue.length} wait, and no more can`)
    }
    return new Promise((resolve, reject) => {
      const leave = (reason: unknown) => {
        this.queue.splice(this.queue.indexOf(enter), 1)
        settle()
        reject(reason)
      }
      const abort = () => leave(signal?.reason)
      const tooLong = () => leave(busy(`the turn did not come within ${this.patience / 1000} s`))
      const timer = setTimeout(tooLong, this.patience)
      const settle = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
      }
      const enter = () => {
        settle()
        resolve()
      }
      this.queue.push(enter)
      signal?.addEventListener('abort', abort, { once: true })
    })
  }
}
