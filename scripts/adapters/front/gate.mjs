/**
 * Admission: which request the main thread works on next, and which it turns away. Rendering is synchronous and takes
 * 25–350 ms, so between two renders the event loop must turn: then closed sockets are seen and files are sent.
 */

/**
 * @typedef {object} Limits
 * @property {number} most how many may be worked on at a time
 * @property {number} waiting how many may wait
 * @property {number} lag above which delay of the event loop new ones are turned away, ms; only once as many wait as
 * may be worked on, so that nobody is turned away from an idle server
 */

/** @typedef {'full' | 'wait' | 'lag'} Reason why a request is turned away */

/**
 * @typedef {object} Task
 * @property {() => boolean} gone true once the client has closed the connection
 * @property {(done: () => void) => void} start begins the work, which calls `done` when the main thread is done with it
 * @property {(reason: Reason) => void} shed answers that the server is too busy
 */

/** @typedef {{ task: Task, lane: Lane, timer: NodeJS.Timeout }} Entry */
/** @typedef {{ limits: Limits, waiting: Set<Entry>, active: number, started: number, dropped: number }} Lane */

/** A start that held the event loop for longer is followed by a rest, as the first one follows a rest, ms. */
const HEAVY = 10
/** As long as it takes to accept a connection, read its request and open a file, ms. */
const REST = 2
/** The longest that files which are being sent can hold up the next start, ms. */
const LONGEST_REST = 20

/** @template {string} Name */
export class Gate {
  /** @type {Map<Name, Lane>} in the order in which they are served */
  #lanes
  #longestWait
  #lag
  #pressing
  #now
  /** Whether a turn is scheduled. */
  #turning = false
  /** @type {Record<Reason, number>} how many were turned away, by reason */
  shed = { full: 0, wait: 0, lag: 0 }

  /**
   * @param {object} options
   * @param {Record<Name, Limits>} options.lanes first the one whose requests come before all others
   * @param {number} options.longestWait ms
   * @param {() => number} options.lag recent delay of the event loop, ms
   * @param {() => number} options.pressing how many files are being sent
   * @param {() => number} [options.now] ms
   */
  constructor({ lanes, longestWait, lag, pressing, now = () => performance.now() }) {
    this.#lanes = new Map(
      /** @type {[Name, Limits][]} */ (Object.entries(lanes)).map(([name, limits]) => [
        name,
        { limits, waiting: new Set(), active: 0, started: 0, dropped: 0 }
      ])
    )
    this.#longestWait = longestWait
    this.#lag = lag
    this.#pressing = pressing
    this.#now = now
  }

  /** Counts of every lane. */
  get counts() {
    return [...this.#lanes].map(([name, { waiting, active, started, dropped }]) => ({
      name,
      waiting: waiting.size,
      active,
      started,
      dropped
    }))
  }

  /**
   * Lets a request wait for its turn, or turns it away at once.
   * @param {Name} name of the lane
   * @param {Task} task
   * @returns {() => void} takes the request out of the queue when its client has gone
   */
  enter(name, task) {
    const lane = /** @type {Lane} */ (this.#lanes.get(name))
    const reason = this.#refusal(lane)
    if (reason) {
      this.#turnAway(task, reason)
      return () => {}
    }
    const timer = setTimeout(() => {
      if (lane.waiting.delete(entry)) this.#turnAway(task, 'wait')
    }, this.#longestWait)
    const entry = { task, lane, timer }
    lane.waiting.add(entry)
    this.#wake()
    return () => this.#drop(entry)
  }

  /** @param {Lane} lane @returns {Reason | null} */
  #refusal({ limits, waiting }) {
    if (waiting.size >= limits.waiting) return 'full'
    return waiting.size >= limits.most && this.#lag() > limits.lag ? 'lag' : null
  }

  /** @param {Task} task @param {Reason} reason */
  #turnAway(task, reason) {
    this.shed[reason]++
    task.shed(reason)
  }

  /** @param {Entry} entry */
  #drop(entry) {
    if (!entry.lane.waiting.delete(entry)) return
    clearTimeout(entry.timer)
    entry.lane.dropped++
  }

  /** Takes the request that is next out of its queue. @returns {Entry | undefined} */
  #next() {
    for (const lane of this.#lanes.values()) {
      for (const entry of lane.waiting) {
        if (entry.task.gone()) this.#drop(entry)
        else if (lane.active < lane.limits.most) {
          lane.waiting.delete(entry)
          clearTimeout(entry.timer)
          return entry
        } else break
      }
    }
  }

  #wake() {
    if (this.#turning) return
    this.#turning = true
    this.#rest(LONGEST_REST)
  }

  #turn() {
    const entry = this.#next()
    if (!entry) {
      this.#turning = false
      return
    }
    const { lane, task } = entry
    lane.active++
    lane.started++
    let working = true
    const begun = this.#now()
    task.start(() => {
      if (!working) return
      working = false
      lane.active--
      this.#wake()
    })
    // The adapter begins its work with setImmediate, and so before this.
    setImmediate(() => {
      if (this.#now() - begun > HEAVY) this.#rest(LONGEST_REST)
      else setImmediate(() => this.#turn())
    })
  }

  /** @param {number} left the most that this rest may still last, ms */
  #rest(left) {
    setTimeout(() => (this.#pressing() > 0 && left > REST ? this.#rest(left - REST) : this.#turn()), REST)
  }
}
