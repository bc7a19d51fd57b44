/** What the callers of a program share, and what one atomic step of a caller can do to it. */

/** What a defence can promise. */
export const PROMISES = {
  'one-rebuild': 'At most one rebuild is in flight in each process',
  'no-needless-rebuild': 'No rebuild is in flight while a fresh value is in the cache',
  'no-older-value': 'No older value overwrites a newer one',
  'no-endless-wait': 'No caller waits for ever',
  'some-value': 'Every caller that returns has a value',
  'no-expired-value': 'No caller gets a value past its expiry',
  'own-lock': 'A caller deletes only its own lock',
  'no-old-error': 'No caller gets the error of a rebuild that failed before it came',
  'paper-rule': 'A request refreshes exactly when the paper’s rule says so'
} as const
export type PromiseName = keyof typeof PROMISES

/** Values are numbered in the order in which the database was read: a larger number is a newer value. */
export interface Caller {
  /** Label of its next step; null when it has ended. */
  at: string | null
  ended: 'served' | 'wrote' | 'gave up' | 'failed' | 'crashed' | null
  /** The process that it runs in. */
  process: number
  /** Whether its rebuild is in flight. */
  rebuilding: boolean
  /** The value that it has in hand. */
  value: number | null
  /** The token with which it took the lock. */
  token: number | null
  /** The caller whose promise it awaits. */
  awaits: number | null
  /** Place of the clock when the value that it read was written. */
  written: number
}

export interface State {
  callers: Caller[]
  /** The value in the cache; null when there is none, or it has expired. */
  cache: number | null
  /** The token of the lock's holder; null when the lock is free. */
  lock: number | null
  /** Whether the lock runs out some day. */
  lapses: boolean
  /** Locks taken so far: the next token is one more. */
  tokens: number
  /** Database reads so far. */
  reads: number
  /** For each process, the caller whose promise stands in the map of rebuilds in flight. */
  inFlight: (number | null)[]
  /** For each process, the caller that runs and has not reached an await; nobody else of that process can run. */
  running: (number | null)[]
  /** Place of the clock among the times of the program. */
  time: number
  /** Place of the clock when the value in the cache was written. */
  written: number
  /** What may still go wrong. */
  left: Faults
  /** Promises that were broken for good. */
  broken: PromiseName[]
}

/** How often something may go wrong in one schedule. */
export interface Faults {
  /** A lock or a value runs out. */
  lapses: number
  /** A caller dies where it stands. */
  crashes: number
  /** A rebuild fails. */
  failures: number
}

export interface Bounds extends Faults {
  /** 2 to 4. */
  callers: number
  /** 1 or 2; callers take turns to belong to one. */
  processes: number
}

export const CALLER_NAMES = ['A', 'B', 'C', 'D'] as const

/** Everybody stands before the first step, and the cache is empty. @param first label of that step */
export function initialState({ callers, processes, ...left }: Bounds, first: string): State {
  const none = Array.from({ length: processes }, () => null)
  return {
    callers: Array.from({ length: callers }, (_, i) => ({
      at: first,
      ended: null,
      process: i % processes,
      rebuilding: false,
      value: null,
      token: null,
      awaits: null,
      written: 0
    })),
    cache: null,
    lock: null,
    lapses: true,
    tokens: 0,
    reads: 0,
    inFlight: [...none],
    running: [...none],
    time: 0,
    written: 0,
    left,
    broken: []
  }
}

export const copyOf = (state: State): State => ({
  ...state,
  callers: state.callers.map((caller) => ({ ...caller })),
  inFlight: [...state.inFlight],
  running: [...state.running],
  left: { ...state.left },
  broken: [...state.broken]
})

/** What callers share: each has a lane of its own. */
export type Shared = 'cache' | 'lock' | 'map' | 'database' | 'clock'

/** What a move did. */
export interface Told {
  /** In a sentence. */
  says: string
  /** In two or three words. */
  brief: string
  /** What it read or wrote; null for nothing that is shared. */
  touches: Shared | null
}

/**
 * One atomic step of one caller. Each method is one read or write of what is shared; it changes the state, and tells
 * what it read or wrote.
 */
export class Turn implements Told {
  says = ''
  brief = ''
  touches: Shared | null = null

  /** @param state a copy that this turn may change @param choice which of the step’s outcomes comes, from 0 */
  constructor(
    readonly state: State,
    readonly place: number,
    readonly choice = 0
  ) {}

  get me(): Caller {
    return this.state.callers[this.place]
  }

  get name(): string {
    return CALLER_NAMES[this.place]
  }

  tell(touches: Shared | null, brief: string, says: string): void {
    Object.assign(this, { touches, brief, says: `${this.name} ${says}.` })
  }

  /** @returns whether there is a value, which is then in hand */
  readCache(): boolean {
    const { cache } = this.state
    this.me.value = cache
    this.me.written = this.state.written
    const found = cache === null ? 'miss' : `value ${cache}`
    this.tell('cache', found, `reads the cache: ${cache === null ? 'a miss' : found}`)
    return cache !== null
  }

  writeCache(how = 'writes'): void {
    const { cache } = this.state
    const { value } = this.me
    const isOlder = cache !== null && value! < cache
    if (isOlder) this.break('no-older-value')
    this.tell(
      'cache',
      `writes ${value}${isOlder ? ` over ${cache}` : ''}`,
      `${how} value ${value} into the cache${isOlder ? `, over the newer value ${cache}` : ''}`
    )
    this.state.cache = value
    this.state.written = this.state.time
  }

  /** SET … NX: only when nobody holds the lock. @param lapses whether it has an expiry @returns whether it is ours now */
  takeLock(lapses = true): boolean {
    const { state } = this
    if (state.lock !== null) {
      this.tell('lock', 'no lock', `tries to take the lock: ${this.holder()} holds it`)
      return false
    }
    state.lock = this.me.token = ++state.tokens
    state.lapses = lapses
    this.tell('lock', `token ${state.lock}`, `takes the lock with token ${state.lock}`)
    return true
  }

  /** @returns whether the lock is ours */
  readLock(): boolean {
    const { lock } = this.state
    const mine = lock !== null && lock === this.me.token
    const found = lock === null ? 'it is gone' : mine ? 'still its own' : `${this.holder()} holds it`
    this.tell(
      'lock',
      mine ? 'own lock' : lock === null ? 'lock gone' : `${this.holder()}’s lock`,
      `reads the lock: ${found}`
    )
    return mine
  }

  deleteLock(): void {
    const { lock } = this.state
    const isOther = lock !== null && lock !== this.me.token
    if (isOther) this.break('own-lock')
    this.tell(
      'lock',
      isOther ? `frees ${this.holder()}’s lock` : 'frees lock',
      `deletes the lock${isOther ? `, which ${this.holder()} holds` : lock === null ? ', which is gone already' : ''}`
    )
    this.state.lock = null
  }

  /** Compares and deletes in one step. */
  deleteOwnLock(): void {
    if (this.readLock()) this.deleteLock()
    else this.tell('lock', 'leaves lock', 'leaves the lock alone: it is no longer its own')
  }

  /** Reads the database, which takes long: other callers run meanwhile. */
  startRebuild(): void {
    const value = (this.me.value = ++this.state.reads)
    this.me.rebuilding = true
    this.tell('database', `starts ${value}`, `starts a rebuild: it reads value ${value} from the database`)
  }

  /** @returns whether it succeeded */
  endRebuild(): boolean {
    const { value } = this.me
    this.me.rebuilding = false
    if (this.choice === 0) {
      this.tell('database', `has ${value}`, `ends its rebuild, with value ${value}`)
      return true
    }
    this.state.left.failures--
    this.me.value = null
    this.tell('database', 'fails', 'ends its rebuild: it fails')
    return false
  }

  /** A promise that stays broken, whatever comes next. */
  break(promise: PromiseName): void {
    const { state } = this
    if (!state.broken.includes(promise)) state.broken = [...state.broken, promise].sort()
  }

  end(how: Exclude<Caller['ended'], null>, why = ''): null {
    this.me.ended = how
    if (why) this.says += ` ${this.name} ${why}.`
    return null
  }

  private holder(): string {
    const place = this.state.callers.findIndex(({ token }) => token === this.state.lock)
    return CALLER_NAMES[place]
  }
}
