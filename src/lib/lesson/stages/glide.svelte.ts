/** β moving from one value to another: slow at both ends, and paused while the page is hidden. */
import { valueOnLogScale } from '#core'

const DURATION = 4000
/** A longer pause between two frames means that the page was hidden, ms. */
const LONGEST_FRAME = 100

export class Glide {
  readonly from: number
  readonly to: number
  beta: number
  running = $state(false)
  private frame = 0

  constructor(from: number, to: number) {
    this.from = from
    this.to = to
    this.beta = $state(from)
  }

  /** Moves from the first β to the last. @param arrived called at the last β, not when stopped before it */
  play(arrived: () => void): void {
    this.stop()
    this.running = true
    this.beta = this.from
    let elapsed = 0
    let last: number | null = null
    const step = (now: number) => {
      elapsed += last === null ? 0 : Math.min(LONGEST_FRAME, now - last)
      last = now
      const share = Math.min(1, elapsed / DURATION)
      this.beta = betaOnTheWay(share * share * (3 - 2 * share), this.from, this.to)
      if (share < 1) this.frame = requestAnimationFrame(step)
      else {
        this.running = false
        arrived()
      }
    }
    this.frame = requestAnimationFrame(step)
  }

  set(beta: number): void {
    this.stop()
    this.beta = beta
  }

  stop(): void {
    if (this.running) cancelAnimationFrame(this.frame)
    this.running = false
  }
}

/** The β at this share of the way, by equal factors. Both ends are exact. */
function betaOnTheWay(share: number, from: number, to: number): number {
  return share <= 0 ? from : share >= 1 ? to : valueOnLogScale(from, to, share)
}
