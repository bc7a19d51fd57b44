/**
 * The lesson on why two tutorials contradict each other: what does a larger β do to the rebuilds that a hot key wastes,
 * without a lock and with one?
 */
import { listedLesson } from '$lib/text/lessons/lesson-list'
import { type Scenario, adviseExactly, closedForm, modelOf } from '#core'
import { inFull, THIN } from '$lib/text/words'
import { decades, logarithmicStops } from './figures/axes'
import { rowsOf } from './beta-direction-words'
import { gapsOf, type Compared } from './compared'
import { isNear, nearly } from './grading'
import type { Guess, Lesson, Subject } from './lesson'
import { lockAnswer, lockChoices, moralOf, type Cases } from './lock-words'
import { FROM, groundOf, hottestAndColdest, raisedTo, roughness, settingOf } from './figures/subjects'

const CASES = [
  { id: 'without', label: 'without a lock', coordination: 'none' },
  { id: 'with', label: 'with a lock', coordination: 'lock' }
] as const

export function lockLesson(asked: Scenario): Lesson {
  const ground = groundOf(asked)
  const to = raisedTo(asked)
  const [place] = hottestAndColdest(ground.scenario)
  const key = ground.scenario.keys[place]
  const cases = CASES.map((one) => {
    const scenario: Scenario = { ...ground.scenario, coordination: one.coordination, processes: 1 }
    const models = [FROM, to].map((beta) => modelOf(scenario, key, beta))
    const [before, after] = models.map(closedForm)
    const time = gapsOf([{ before, after }])
    const compared: Compared = { scenario, key, model: models[0], before, after, from: FROM, to, time }
    return { ...one, compared, best: adviseExactly(scenario, key)?.beta ?? null }
  })
  const axis = wasteAxis(cases.map(({ compared }) => compared))
  const both: Cases = { without: cases[0], with: cases[1] }
  const [b, c] = [inFull(FROM, 4), inFull(to, 4)]
  const left =
    asked.coordination === 'coalesce'
      ? ' In this scenario each process coalesces its rebuilds. The lesson leaves that aside and compares no coordination with a lock.'
      : ''
  return {
    name: 'lock',
    shows: 'waste',
    title: listedLesson('lock')!.title,
    lead:
      `Two tutorials contradict each other. One says “raise β for hot keys”, the other says “lower it”. Both authors measured a busy key. ` +
      `β goes from ${b} to ${c}: how many rebuilds does the ${key.name} key then waste, without a lock and with one?`,
    setting: [
      settingOf(ground.scenario, place),
      `A rebuild can be wasted in two ways. It is a duplicate if it starts while another one is running. It is premature if it comes early and throws lifetime away.${left}`
    ],
    simplified: [
      ground.simplified,
      roughness({ ...ground.scenario, coordination: 'none' }, [place], [FROM, to])
    ]
      .filter((part) => part)
      .join(' '),
    from: FROM,
    to,
    subjects: cases.map((one): Subject => {
      const { id, label, compared } = one
      return {
        id,
        label,
        index: place,
        key,
        scenario: compared.scenario,
        before: compared.before,
        after: compared.after,
        question: {
          id,
          prompt: `${label[0].toUpperCase()}${label.slice(1)}: what happens to the wasted rebuilds of the ${key.name} key when β goes from ${b} to ${c}?`,
          choices: lockChoices(id, both)
        },
        guess: wasteGuess(compared, id, label, axis),
        answer: lockAnswer(id, both),
        rows: rowsOf(compared)
      }
    }),
    placing: `The solid mark shows the waste at β${THIN}=${THIN}${b}. Drag the hollow one to where you expect it at β${THIN}=${THIN}${c}, or move it with the arrow keys. Each step of the axis is a factor of ten.`,
    watch: `Each row is one cycle, with the same requests and the same dice in both cases. On the left is its refresh, at its time before expiry. On the right are the rebuilds that it starts. As β rises, refreshes move away from expiry. Hollow dots are duplicates: watch how many there are.`,
    watchStill: `Each line joins the refresh of one cycle at β${THIN}=${THIN}${b} (small mark) to its refresh at β${THIN}=${THIN}${c}. On the right are the rebuilds that it starts at β${THIN}=${THIN}${c}. Move the slider back to ${b} to see those it starts there.`,
    moral: moralOf(both)
  }
}

/** In the unit of the axis and of the question. */
const brief = (waste: number) => `${inFull(waste)} an hour`

/** Rebuilds per hour, whole powers of ten: the same axis for both cases. */
export function wasteAxis(cases: Pick<Compared, 'before' | 'after'>[]): [number, number] {
  return decades(cases.flatMap(({ before, after }) => [before.wastedPerHour, after.wastedPerHour]))
}

function wasteGuess(
  { before, after, to, key }: Compared,
  id: string,
  label: string,
  axis: [number, number]
): Guess | null {
  if (!(before.wastedPerHour > 0 && after.wastedPerHour > 0)) return null
  // A guess that leaves the mark where it is must not be right.
  if (isNear(before.wastedPerHour, after.wastedPerHour)) return null
  return {
    id: `${id}-waste`,
    prompt: `How many rebuilds an hour does the ${key.name} key waste ${label} at β${THIN}=${THIN}${inFull(to, 4)}?`,
    start: before.wastedPerHour,
    answer: after.wastedPerHour,
    ...nearly(after.wastedPerHour),
    say: brief,
    brief,
    ...logarithmicStops(axis)
  }
}
