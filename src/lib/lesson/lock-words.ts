/** The words of the second lesson on each answer, and on both tutorials. */
import { inFull, THIN } from '$lib/text/words'
import { billChange, changeOf, unitOf, type Compared } from './compared'
import type { Choice } from './lesson'

interface Case {
  compared: Compared
  /** The advised β under this coordination; null where none is good. */
  best: number | null
}

/** The key without a lock and with one. */
export interface Cases {
  without: Case
  with: Case
}
type Id = keyof Cases

/** A change of the waste by a smaller share than this is no fall and no rise. */
const LEVEL = 0.05
/** Nor is one by a smaller share of all rebuilds of the key. */
const UNSEEN = 0.01

type Course = 'falls' | 'stays' | 'rises'

/** Which answers are right. A change that is large for the waste and small for the key makes two of them right. */
export function coursesOf(compared: Compared): Course[] {
  const { before, after } = compared
  const [a, b] = [before.wastedPerHour, after.wastedPerHour]
  const change = Math.abs(b - a)
  const courses: Course[] = []
  if (change >= LEVEL * Math.max(a, b) && b < a) courses.push('falls')
  if (Math.abs(billChange(compared)) < UNSEEN || change < LEVEL * Math.max(a, b)) courses.push('stays')
  if (change >= LEVEL * Math.max(a, b) && b > a) courses.push('rises')
  return courses
}

function figuresOf({ compared: { before, after, from, to } }: Case) {
  const { per, write } = unitOf({ before, after })
  const pair = (key: 'wastedPerHour' | 'duplicatePerHour' | 'prematurePerHour') => [
    write(before[key]),
    write(after[key])
  ]
  return {
    per,
    waste: pair('wastedPerHour'),
    duplicate: pair('duplicatePerHour'),
    premature: pair('prematurePerHour'),
    size: [before, after].map(({ duplicatesMean }) => inFull(1 + duplicatesMean)),
    a: `β${THIN}=${THIN}${inFull(from, 4)}`,
    b: `β${THIN}=${THIN}${inFull(to, 4)}`
  }
}

const summed = (f: ReturnType<typeof figuresOf>) =>
  `duplicates go from ${f.duplicate[0]} to ${f.duplicate[1]} ${f.per}, premature rebuilds from ${f.premature[0]} to ${f.premature[1]}, the sum from ${f.waste[0]} to ${f.waste[1]}`

const slight = (courses: Course[]) =>
  courses.length > 1
    ? ' Against all rebuilds of the key the difference is less than one in a hundred, so two answers count as right.'
    : ''

export function choicesOf(id: Id, cases: Cases): Choice[] {
  const one = cases[id]
  const courses = coursesOf(one.compared)
  const f = figuresOf(one)
  const { duplicatesRise } = changeOf(one.compared)
  const why = id === 'without' ? whyWithout(f, courses, duplicatesRise) : whyWith(f, courses)
  const texts: Record<Course, string> =
    id === 'without'
      ? {
          falls: 'Fewer are wasted: less is started side by side.',
          stays: 'About as many: what β gains at one end it loses at the other.',
          rises: 'More are wasted: every refresh comes earlier and throws lifetime away.'
        }
      : {
          falls: 'Fewer are wasted: the lock and the larger β both help.',
          stays: 'About as many: the lock decides who rebuilds, whatever β says.',
          rises: 'More are wasted: every refresh comes earlier and throws lifetime away.'
        }
  return (['falls', 'stays', 'rises'] as const).map((course) => ({
    id: course,
    text: texts[course],
    right: courses.includes(course),
    why: why[course]
  }))
}

type Figured = ReturnType<typeof figuresOf>

function whyWithout(f: Figured, courses: Course[], duplicatesRise: boolean): Record<Course, string> {
  const right = (course: Course) => courses.includes(course)
  return {
    falls: right('falls')
      ? duplicatesRise
        ? `Right: ${summed(f)}.${slight(courses)}`
        : `Right: ${summed(f)}. An earlier refresh starts where each request’s chance grows more slowly, so fewer join it before its value is there: ${f.size[1]} rebuilds each time instead of ${f.size[0]}.${slight(courses)}`
      : duplicatesRise
        ? `Less is started side by side as long as refreshes keep apart. Here they start so early at ${f.b} that they run into each other, ${f.size[1]} rebuilds each time after ${f.size[0]}: ${summed(f)}.`
        : `Less is started side by side, ${f.size[1]} rebuilds each time after ${f.size[0]}; but that is not the whole bill: ${summed(f)}.`,
    stays: right('stays')
      ? `Right: ${summed(f)}.${slight(courses)}`
      : `There are two ends, and β does pull at both; but not equally: ${summed(f)}.`,
    rises: right('rises')
      ? `Right: ${summed(f)}.${slight(courses)}`
      : `Lifetime is thrown away, that is true, and it is what everybody thinks of first. ${right('falls') ? 'But without a lock it is the smaller part' : 'But it is not the whole bill'}: ${summed(f)}.`
  }
}

function whyWith(f: Figured, courses: Course[]): Record<Course, string> {
  const right = (course: Course) => courses.includes(course)
  return {
    falls: right('falls')
      ? `Right: ${summed(f)}.${slight(courses)}`
      : `Both are there to prevent stampedes, so they seem to add up. But a larger β saves duplicates, and the lock has left none to save; what remains of β is its cost, lifetime: the waste goes from ${f.waste[0]} to ${f.waste[1]} ${f.per}.`,
    stays: right('stays')
      ? `Right: the waste goes from ${f.waste[0]} to ${f.waste[1]} ${f.per}.${slight(courses)}`
      : `The lock decides how many rebuild, one. It does not decide when: that is still β, and earlier costs lifetime. The waste goes from ${f.waste[0]} to ${f.waste[1]} ${f.per}.`,
    rises: right('rises')
      ? `Right: with no duplicates to save, a larger β can only throw lifetime away, ${f.premature[1]} premature rebuilds ${f.per} instead of ${f.premature[0]}.${slight(courses)}`
      : `It does refresh earlier, but for this key not by anything that one would see: ${f.waste[0]} wasted ${f.per} at ${f.a}, ${f.waste[1]} at ${f.b}.`
  }
}

const bestOf = (best: number | null) =>
  best === null
    ? 'No β is good for the key so.'
    : `The fewest rebuilds in the limits of this scenario are at β${THIN}=${THIN}${inFull(best)}.`

export function lockAnswer(id: Id, cases: Cases): string {
  const f = figuresOf(cases[id])
  const { best } = cases[id]
  return id === 'without'
    ? `Without a lock a refresh starts ${f.size[0]} rebuilds at ${f.a} and ${f.size[1]} at ${f.b}; ${summed(f)}. ${bestOf(best)}`
    : `With a lock a refresh starts one rebuild, whatever β is, and all waste is lifetime: ${f.waste[0]} ${f.per} at ${f.a}, ${f.waste[1]} at ${f.b}. ${bestOf(best)}`
}

/** Which of the tutorials is right in this scenario. */
export function moralOf({ without, with: withLock }: Cases): string {
  const [free, locked] = [coursesOf(without.compared), coursesOf(withLock.compared)]
  const rule =
    'Without coordination β has something to save, duplicates, up to the point where the lifetime costs more. With a lock it has nothing to save: then the best β is the smallest that still refreshes in time.'
  if (free.includes('falls') && locked.includes('rises'))
    return `Both tutorials are right, each about its own cache: “raise it” holds without a lock, “lower it” with one. ${rule}`
  if (free.includes('rises') && locked.includes('rises'))
    return changeOf(without.compared).duplicatesRise
      ? `For this key “lower it” is right either way: at the larger β refreshes start so early that they run into each other, and even without a lock it saves no duplicates. ${rule}`
      : `For this key “lower it” is right either way: even without a lock, the lifetime that a larger β throws away costs more than the duplicates that it saves. ${rule}`
  return `For this key neither tutorial makes much of a difference at these β. ${rule}`
}
