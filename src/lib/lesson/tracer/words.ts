/** What the tracer says. */
import {
  boundsOf,
  LIMITS,
  PROMISES,
  type BoundName,
  type Bounds,
  type Explored,
  type Program
} from '$lib/trace'
import { inAll, inSeconds } from '$lib/text/words'
import type { Asked } from './tracer.svelte'

export { ABOUT } from '$lib/trace/about'

/** What a step does, for who is about to make it. */
const STEPS: Record<string, string> = {
  read: 'read the cache',
  lock: 'try to take the lock',
  recheck: 'read the cache again',
  start: 'the rebuild starts',
  finish: 'the rebuild ends',
  'start anyway': 'the rebuild starts',
  'finish anyway': 'the rebuild ends',
  write: 'write the value',
  release: 'free the lock',
  wait: 'look again',
  check: 'read the lock',
  look: 'look into the map',
  join: 'take the promise’s value',
  register: 'put it into the map',
  remove: 'take it out of the map',
  decide: 'decide'
}
export const stepInWords = (label: string): string => STEPS[label] ?? label

export const BOUND_WORDS: Record<BoundName, { label: string; count: (n: number) => string }> = {
  callers: { label: 'Callers', count: (n) => `${n} callers` },
  lapses: { label: 'Locks or values that lapse', count: (n) => counted(n, 'lapse') },
  crashes: { label: 'Crashes', count: (n) => counted(n, 'crash', 'crashes') },
  failures: { label: 'Failed rebuilds', count: (n) => counted(n, 'failed rebuild') },
  processes: { label: 'Processes', count: (n) => counted(n, 'process', 'processes') }
}

const counted = (n: number, one: string, many = `${one}s`) =>
  n === 0 ? `no ${one}` : `${n} ${n === 1 ? one : many}`

/** "3 callers, no lapse, 1 crash" */
export const boundsInWords = (program: Program, bounds: Bounds): string =>
  boundsOf(program)
    .map((name) => BOUND_WORDS[name].count(bounds[name]))
    .join(', ')

export const choicesOf = (name: BoundName): number[] => {
  const [least, most] = LIMITS[name]
  return Array.from({ length: most - least + 1 }, (_, i) => least + i)
}

/** "1 473 990", or "≈ 4.0 × 10^18" from a thousand millions on. */
export function manyInWords(count: bigint): string {
  const digits = `${count}`
  if (digits.length < 10) return inAll(Number(count))
  const [lead, rest] = Number(count).toExponential(1).split('e+')
  return `≈ ${lead} × 10^${rest}`
}

const inTime = (ms: number) => (ms < 1 ? 'less than 1 ms' : inSeconds(ms / 1000, 2))
const steps = (n: number) => `${n} ${n === 1 ? 'step' : 'steps'}`

/** The explorer's answer; '' while there is none. */
export function answerOf({ what, program, bounds, reply }: Asked): string {
  const within = `(${boundsInWords(program, bounds)})`
  if (reply.kind === 'reached') return ''
  if (reply.kind === 'refused') return `No answer. ${reply.message}.`
  const { explored, ms } = reply
  const [failure] = explored.failures
  if (!failure) return `Yes, it always holds. ${proof(explored, within)} It took ${inTime(ms)}.`
  const says = `“${PROMISES[failure.promise]}” breaks after ${steps(failure.schedule.length)}; no schedule is shorter.`
  if (what === 'break') return says
  return `No. ${says} ${covered(explored, within)} were explored in ${inTime(ms)}.`
}

const covered = ({ states, schedules }: Explored, within: string) =>
  schedules === null
    ? `${inAll(states)} states ${within}`
    : `${manyInWords(schedules)} schedules over ${inAll(states)} states ${within}`

function proof({ states, schedules, longest }: Explored, within: string): string {
  if (schedules === null)
    return `Every schedule within these bounds ${within} keeps every promise: ${inAll(states)} different states. Callers can go round in a circle, so the schedules cannot be counted.`
  return `All ${manyInWords(schedules)} schedules within these bounds ${within} keep every promise. They pass through ${inAll(states)} different states; the longest has ${steps(longest!)}.`
}
