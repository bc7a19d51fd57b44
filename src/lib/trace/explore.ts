/**
 * All schedules of a program within its bounds. Breadth first over the states, so the first failure that is met has the
 * fewest steps. States in which callers have changed places are looked at once, and counted as many times as they are.
 */
import { keyOf } from './key'
import { after, begin, isOver, movesOf, type Move } from './moves'
import type { Program } from './program'
import { brokenIn } from './promises'
import type { Bounds, PromiseName, State } from './world'

/** A schedule that breaks a promise. */
export interface Failure {
  promise: PromiseName
  schedule: Move[]
}

export interface Explored {
  /** Different states that can be reached. */
  states: number
  /** Different schedules from the start to an end; null where callers can go round in a circle. */
  schedules: bigint | null
  /** Steps of the longest schedule; null likewise. */
  longest: number | null
  /** For each promise that can be broken, a shortest schedule that does it. The shortest comes first. */
  failures: Failure[]
}

interface Node {
  /** In the order in which they were reached. */
  place: number
  /** The first that was reached of those with its key. */
  state: State
  /** Where it was first reached from. */
  from: Node | null
  move: Move | null
  to: Node[]
}

interface Asked {
  /** So many states are looked at, and no more. */
  most?: number
  /** Ends at the first failure: nothing is counted then. */
  first?: boolean
}

/** Thousands apart, as the page writes them. */
const grouped = (number: number) => `${number}`.replace(/\B(?=(\d{3})+$)/g, '\u202f')

/** States between two reports of how many were reached. */
const OFTEN = 250

/** @throws RangeError when there are more states than `most` */
export function explore(program: Program, bounds?: Bounds, most?: number): Explored {
  const exploring = explorer(program, bounds, { most })
  for (;;) {
    const { done, value } = exploring.next()
    if (done) return value
  }
}

/** Explores as `explore` does, and stops now and then, with the number of states that were reached. */
export function* explorer(
  program: Program,
  bounds: Bounds = program.bounds,
  { most = 500_000, first = false }: Asked = {}
): Generator<number, Explored, void> {
  const nodes: Node[] = []
  const known = new Map<string, Node>()
  const failed = new Map<PromiseName, Node>()
  let states = 0
  let looked = 0
  const reach = (state: State, from: Node | null, move: Move | null): Node => {
    const { key, alike } = keyOf(state)
    let reached = known.get(key)
    if (reached) return reached
    reached = { place: nodes.length, state, from, move, to: [] }
    known.set(key, reached)
    nodes.push(reached)
    states += alike
    if (states > most) throw new RangeError(`More than ${grouped(most)} states: set smaller bounds`)
    return reached
  }
  reach(begin(program, bounds), null, null)
  for (const node of nodes) {
    if (++looked % OFTEN === 0) yield states
    for (const promise of brokenIn(program, node.state)) {
      if (!failed.has(promise)) failed.set(promise, node)
    }
    if (first && failed.size > 0)
      return { states, schedules: null, longest: null, failures: failuresOf(failed) }
    for (const { move } of movesOf(program, node.state))
      node.to.push(reach(after(program, node.state, move).state, node, move))
  }
  const counted = count(nodes)
  if (counted === null && program.promises.includes('no-endless-wait')) {
    const ending = canEnd(nodes)
    const endless = nodes.find((node) => !ending.has(node))
    if (endless && !failed.has('no-endless-wait')) failed.set('no-endless-wait', endless)
  }
  return {
    states,
    schedules: counted?.schedules ?? null,
    longest: counted?.longest ?? null,
    failures: failuresOf(failed)
  }
}

const failuresOf = (failed: Map<PromiseName, Node>): Failure[] =>
  [...failed].map(([promise, node]) => ({ promise, schedule: scheduleTo(node) }))

function scheduleTo(node: Node): Move[] {
  const moves: Move[] = []
  for (let at = node; at.from !== null; at = at.from) moves.unshift(at.move!)
  return moves
}

/** Paths from the first node to an end, by adding up from the ends; null where the graph has a circle. */
function count(nodes: Node[]): { schedules: bigint; longest: number } | null {
  // Kahn’s order, from the ends: a node is ready when all its successors are.
  const before: Node[][] = nodes.map(() => [])
  const waits = new Uint32Array(nodes.length)
  for (const node of nodes) {
    waits[node.place] = node.to.length
    for (const to of node.to) before[to.place].push(node)
  }
  const paths = nodes.map(({ to }) => (to.length === 0 ? 1n : 0n))
  const longest = new Uint32Array(nodes.length)
  const ready = nodes.filter(({ to }) => to.length === 0)
  for (const { place } of ready) {
    for (const from of before[place]) {
      paths[from.place] += paths[place]
      longest[from.place] = Math.max(longest[from.place], longest[place] + 1)
      if (--waits[from.place] === 0) ready.push(from)
    }
  }
  return ready.length < nodes.length ? null : { schedules: paths[0], longest: longest[0] }
}

/** The nodes from which all callers can still come to an end. */
function canEnd(nodes: Node[]): Set<Node> {
  const ends = new Set(nodes.filter(({ state }) => isOver(state)))
  // From the last to the first, as most steps lead to what was reached later.
  const backwards = [...nodes].reverse()
  for (let size = -1; size < ends.size;) {
    size = ends.size
    for (const node of backwards) if (node.to.some((to) => ends.has(to))) ends.add(node)
  }
  return ends
}
