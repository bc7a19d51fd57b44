/** A schedule that is being stepped through: forwards, back, from the start, and by itself. */
import { CALLER_NAMES, movesOf, play, type Bounds, type Move, type Program } from '$lib/trace'
import type { TraceLink } from '$lib/link/trace/trace-link'
import { ask } from './explorer/explorer'
import type { Question, Reply } from './explorer/exploring'

/** Between two steps that come by themselves, ms: time to read the sentence. */
const PACE = 1500

/** What was asked of the explorer, and what came of it so far. */
export interface Asked {
  what: 'break' | 'hold'
  /** Those that were asked about. */
  program: Program
  bounds: Bounds
  reply: Reply
}

export class Tracer {
  program: Program
  bounds: Bounds
  /** Also those that were undone and can be made again. */
  moves: Move[]
  /** How many of them are done. */
  at: number
  playing = $state(false)
  asked = $state.raw<Asked | null>(null)

  private timer: ReturnType<typeof setTimeout> | undefined
  private stopAsking = new AbortController()

  constructor({ program, bounds, moves }: TraceLink) {
    this.program = $state.raw(program)
    this.bounds = $state.raw(bounds)
    this.moves = $state.raw(moves)
    this.at = $state(moves.length)
  }

  readonly frames = $derived.by(() => play(this.program, this.moves, this.bounds).frames)
  readonly frame = $derived.by(() => this.frames[this.at])
  readonly possible = $derived.by(() => movesOf(this.program, this.frame.state))
  /** What is done so far, as a link says it. */
  readonly link = $derived.by((): TraceLink => ({
    program: this.program,
    bounds: this.bounds,
    moves: this.moves.slice(0, this.at)
  }))

  /** The moves of one caller: its steps, not its crash. */
  movesOfCaller(place: number) {
    return this.possible.filter(({ caller, move }) => caller === place && move[0] === CALLER_NAMES[place])
  }

  open({ program, bounds, moves }: TraceLink): void {
    this.pause()
    if (program !== this.program || bounds !== this.bounds) this.forget()
    Object.assign(this, { program, bounds, moves, at: moves.length })
  }

  go(move: Move): void {
    this.pause()
    if (!this.possible.some((one) => one.move === move)) return
    if (this.moves[this.at] !== move) this.moves = [...this.moves.slice(0, this.at), move]
    this.at++
  }

  undo(): void {
    this.jump(this.at - 1)
  }

  redo(): void {
    this.jump(this.at + 1)
  }

  restart(): void {
    this.jump(0)
  }

  jump(at: number): void {
    this.pause()
    this.at = Math.min(this.moves.length, Math.max(0, at))
  }

  /** From where it stands; from the start once it has reached the end. */
  play(): void {
    if (this.at >= this.moves.length) this.at = 0
    this.playing = this.moves.length > 0
    this.tick()
  }

  pause(): void {
    clearTimeout(this.timer)
    this.playing = false
  }

  toggle(): void {
    if (this.playing) this.pause()
    else this.play()
  }

  private tick(): void {
    clearTimeout(this.timer)
    if (!this.playing) return
    this.timer = setTimeout(() => {
      this.at++
      if (this.at >= this.moves.length) this.playing = false
      this.tick()
    }, PACE)
  }

  /** @param onbroken gets the schedule when the explorer has found one that breaks a promise */
  async ask(what: Asked['what'], onbroken?: (schedule: Move[]) => void): Promise<void> {
    this.pause()
    this.forget()
    const { program, bounds } = this
    const { signal } = this.stopAsking
    const tell = (reply: Reply) => (this.asked = { what, program, bounds, reply })
    tell({ kind: 'reached', states: 1 })
    const question: Question = {
      defence: program.defence,
      variant: program.variant,
      bounds: { ...bounds },
      first: what === 'break'
    }
    await ask(question, tell, signal)
    const reply = this.asked?.reply
    if (!signal.aborted && reply?.kind === 'done' && reply.explored.failures.length > 0)
      onbroken?.(reply.explored.failures[0].schedule)
  }

  /** Puts a schedule in place, at its start. */
  put(moves: Move[]): void {
    this.pause()
    this.moves = moves
    this.at = 0
  }

  /** Stops asking, and forgets what was answered. */
  forget(): void {
    this.stopAsking.abort()
    this.stopAsking = new AbortController()
    this.asked = null
  }

  close(): void {
    this.pause()
    this.forget()
  }
}
