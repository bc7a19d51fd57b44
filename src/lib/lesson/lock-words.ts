/** The words of the second lesson on each answer, and on both tutorials. */
import { capitalized } from '$lib/text/sentence'
import { counted, inFull, THIN } from '$lib/text/words'
import { billChange, changeOf, figuresOf, type Compared } from './compared'
import { choicesOf, type Choice } from './lesson'

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

const summed = (f: ReturnType<typeof figuresOf>) =>
  `duplicates go from ${f.duplicate[0]} to ${f.duplicate[1]} ${f.per}, premature rebuilds from ${f.premature[0]} to ${f.premature[1]}, and the total from ${f.waste[0]} to ${f.waste[1]}`

const slight = (courses: Course[]) =>
  courses.length > 1
    ? ` The difference is less than 1${THIN}% of the key’s rebuilds, so two answers count as right.`
    : ''

export function lockChoices(id: Id, cases: Cases): Choice[] {
  const { compared } = cases[id]
  const courses = coursesOf(compared)
  const f = figuresOf(compared)
  const [why, fewer, same] =
    id === 'without'
      ? ([
          whyWithout(f, courses, changeOf(compared).duplicatesRise),
          'fewer rebuilds start side by side',
          'what β gains on one side, it loses on the other'
        ] as const)
      : ([
          whyWith(f, courses),
          'the lock and the larger β both help',
          'the lock decides who rebuilds, whatever β is'
        ] as const)
  return choicesOf(courses, {
    falls: [`Fewer are wasted: ${fewer}.`, why.falls],
    stays: [`About as many: ${same}.`, why.stays],
    rises: ['More are wasted: every refresh comes earlier and throws lifetime away.', why.rises]
  })
}

type Figured = ReturnType<typeof figuresOf>

function whyWithout(f: Figured, courses: Course[], duplicatesRise: boolean): Record<Course, string> {
  const right = (course: Course) => courses.includes(course)
  return {
    falls: right('falls')
      ? duplicatesRise
        ? `Right: ${summed(f)}.${slight(courses)}`
        : `Right: ${summed(f)}. When a refresh starts earlier, the chance of each request grows more slowly, so fewer join before the new value is there. The rebuilds per refresh go from ${f.size[0]} to ${f.size[1]}.${slight(courses)}`
      : duplicatesRise
        ? `Fewer rebuilds start side by side only while refreshes stay apart. Here they start so early at ${f.b} that they run into each other. The rebuilds per refresh go from ${f.size[0]} to ${f.size[1]}; ${summed(f)}.`
        : `Fewer rebuilds do start side by side: the rebuilds per refresh go from ${f.size[0]} to ${f.size[1]}. But that is not the whole cost: ${summed(f)}.`,
    stays: right('stays')
      ? `Right: ${summed(f)}.${slight(courses)}`
      : `A larger β does gain on one side and lose on the other, but not equally: ${summed(f)}.`,
    rises: right('rises')
      ? `Right: ${summed(f)}.${slight(courses)}`
      : `It does throw lifetime away, and everybody thinks of that first. ${right('falls') ? 'But without a lock that is the smaller part' : 'But that is not the whole cost'}: ${summed(f)}.`
  }
}

function whyWith(f: Figured, courses: Course[]): Record<Course, string> {
  const right = (course: Course) => courses.includes(course)
  return {
    falls: right('falls')
      ? `Right: ${summed(f)}.${slight(courses)}`
      : `Both prevent stampedes, so they seem to add up. But a larger β saves duplicates, and the lock leaves none to save. Only the cost of β remains, lost lifetime: wasted rebuilds go from ${f.waste[0]} to ${f.waste[1]} ${f.per}.`,
    stays: right('stays')
      ? `Right: wasted rebuilds go from ${f.waste[0]} to ${f.waste[1]} ${f.per}.${slight(courses)}`
      : `The lock decides how many rebuild: one. It does not decide when. β does, and an earlier refresh costs lifetime: wasted rebuilds go from ${f.waste[0]} to ${f.waste[1]} ${f.per}.`,
    rises: right('rises')
      ? `Right. There are no duplicates to save, so a larger β can only throw lifetime away: premature rebuilds go from ${f.premature[0]} to ${f.premature[1]} ${f.per}.${slight(courses)}`
      : `It does refresh earlier, but for this key nobody would notice: wasted rebuilds go from ${f.waste[0]} to ${f.waste[1]} ${f.per}.`
  }
}

const bestOf = (best: number | null) =>
  best === null ? 'No β is recommended in this case.' : `The recommended β is ${inFull(best)}.`

export function lockAnswer(id: Id, cases: Cases): string {
  const f = figuresOf(cases[id].compared)
  const { best } = cases[id]
  return id === 'without'
    ? `Without a lock a refresh starts ${counted(f.size[0], 'rebuild')} at ${f.a} and ${f.size[1]} at ${f.b}. ${capitalized(summed(f))}. ${bestOf(best)}`
    : `With a lock a refresh starts 1 rebuild, whatever β is. All waste is lost lifetime: wasted rebuilds go from ${f.waste[0]} to ${f.waste[1]} ${f.per}. ${bestOf(best)}`
}

/** Which of the tutorials is right in this scenario. */
export function moralOf({ without, with: withLock }: Cases): string {
  const [free, locked] = [coursesOf(without.compared), coursesOf(withLock.compared)]
  const rule =
    'Without coordination a larger β saves duplicates, until the lost lifetime costs more. With a lock there are no duplicates to save, so the best β is the smallest that still refreshes in time.'
  if (free.includes('falls') && locked.includes('rises'))
    return `Both tutorials are right, each about its own cache: “raise it” holds without a lock, “lower it” with one. ${rule}`
  if (free.includes('rises') && locked.includes('rises'))
    return changeOf(without.compared).duplicatesRise
      ? `For this key “lower it” is right either way. At the larger β refreshes start so early that they run into each other, so even without a lock it saves no duplicates. ${rule}`
      : `For this key “lower it” is right either way. Even without a lock, a larger β loses more to premature rebuilds than it saves in duplicates. ${rule}`
  return `For this key neither advice makes much difference at these β. ${rule}`
}
