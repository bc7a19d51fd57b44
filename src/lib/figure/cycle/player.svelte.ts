/** The time in a cycle, running or stopped. The caller passes the elapsed time, so that tests need no clock. */

/** How long the whole picture takes, s. */
export const SPEEDS = [20, 10, 5, 2] as const

interface Course {
  /** s before expiry at which it begins. */
  reach: number
  /** s to expiry at which the last rebuild is written. Playing stops there. */
  end: number
  /** s after expiry at which the picture ends. */
  after: number
}

export class Player {
  /** s to expiry; null shows the whole cycle. */
  at = $state<number | null>(null)
  playing = $state(false)
  /** s for the whole picture. */
  seconds = $state<number>(SPEEDS[1])

  readonly #course: () => Course

  constructor(course: () => Course) {
    this.#course = course
  }

  play(): void {
    const { reach, end } = this.#course()
    if (this.at === null || this.at <= end) this.at = reach
    this.playing = true
  }
  pause(): void {
    this.playing = false
  }
  toggle(): void {
    if (this.playing) this.pause()
    else this.play()
  }

  /** Stops at this time to expiry (s); null is the end. */
  seek(at: number | null): void {
    this.playing = false
    const { reach, after } = this.#course()
    this.at = at === null || at <= -after ? null : Math.min(reach, at)
  }

  /** @param elapsed seconds of real time since the last call */
  tick(elapsed: number): void {
    if (!this.playing || this.at === null) return
    const { reach, end, after } = this.#course()
    const at = Math.min(reach, this.at) - ((reach + after) * elapsed) / this.seconds
    if (at > end) this.at = at
    else this.seek(end)
  }
}
