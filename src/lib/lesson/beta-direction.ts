/**
 * The lesson on the direction of β: an operator wants fewer early rebuilds and raises β. What happens to the hot key,
 * and what to the cold one? The closed form at both β decides which answers are right.
 */
import { listedLesson } from '$lib/text/lessons/lesson-list'
import { type Figures, type Scenario, closedForm, firstTrigger, modelOf } from '#core'
import { inFull, THIN } from '$lib/text/words'
import { linearStops, reachOf } from './figures/axes'
import { coldChoices, hotChoices } from './beta-direction-choices'
import { directionAnswer, rowsOf } from './beta-direction-words'
import { gapsOf, type Compared } from './compared'
import { isNear, nearly } from './grading'
import type { Guess, Lesson, Subject } from './lesson'
import {
  canDuplicate,
  coordinationSetting,
  FROM,
  groundOf,
  hottestAndColdest,
  raisedTo,
  roughness,
  settingOf
} from './figures/subjects'

/** Where fewer of the cycles than this are early, the learner does not place their window. */
const WORTH_PLACING = 0.01

export function betaDirection(asked: Scenario): Lesson {
  const { scenario, simplified } = groundOf(asked)
  const to = raisedTo(asked)
  const places = hottestAndColdest(scenario)
  const reaches = reachesOf(scenario, places, to)
  const all = places.map((place) => atBoth(scenario, place, to))
  const subjects = places.map((place, i) =>
    subjectOf({ ...all[i], time: gapsOf(all, [all[i]]) }, place, i === 0 ? 'hot' : 'cold', reaches[i])
  )
  const [b, c] = [inFull(FROM, 4), inFull(to, 4)]
  const names = subjects.map(({ label }) => label)
  const beside = canDuplicate(scenario)
    ? ' The dots on the right are the rebuilds that the refresh starts. Hollow dots are duplicates: watch how many there are.'
    : ''
  const other =
    scenario.keys.length > 2
      ? ` Of the ${scenario.keys.length} keys of this scenario, these have the most and the fewest requests during a rebuild.`
      : ''
  return {
    name: 'beta-direction',
    shows: 'window',
    title: listedLesson('beta-direction')!.title,
    lead:
      `An operator sees values rebuilt well before they expire. That looks wasteful, so the operator raises β from ${b} to ${c}. ` +
      `What happens to ${names[0]}${names[1] ? `, and what to ${names[1]}` : ''}?`,
    setting: [...places.map((place) => settingOf(scenario, place)), coordinationSetting(scenario) + other],
    simplified: [simplified, roughness(scenario, places, [FROM, to])].filter((part) => part).join(' '),
    from: FROM,
    to,
    subjects,
    placing: `The solid curve is the window at β${THIN}=${THIN}${b}. Drag the dashed one to where you expect it at β${THIN}=${THIN}${c}, or move it with the arrow keys. Left is earlier. Leave it if you think that nothing changes.`,
    watch: `Each row is one cycle. Its requests and their dice stay the same while β rises. A larger β lets a request further from expiry refresh first, so marks move to the left, never to the right.${beside}`,
    watchStill: `Each line joins the refresh of one cycle at β${THIN}=${THIN}${b} (small mark) to its refresh at β${THIN}=${THIN}${c}, with the same requests and the same dice. No line goes to the right.${beside}`,
    moral:
      `A larger β never refreshes later: each request that refreshes at β${THIN}=${THIN}${b} also refreshes at β${THIN}=${THIN}${c}, and others refresh before it. ` +
      `What that costs or saves depends on two things: how many requests come during one rebuild, and whether rebuilds are coordinated.`
  }
}

function atBoth(scenario: Scenario, place: number, to: number): Omit<Compared, 'time'> {
  const key = scenario.keys[place]
  const models = [FROM, to].map((beta) => modelOf(scenario, key, beta))
  const [before, after] = models.map(closedForm)
  return { scenario, key, model: models[0], before, after, from: FROM, to }
}

function subjectOf(compared: Compared, place: number, id: 'hot' | 'cold', reach: number): Subject {
  const { scenario, key, before, after, to } = compared
  const label = `the ${key.name} key`
  // A key whose expiries reach users at the first β gets the questions for cold keys.
  const isProtected = before.lateShare <= scenario.late
  return {
    id,
    label,
    index: place,
    key,
    scenario,
    before,
    after,
    question: {
      id,
      prompt: `What happens to ${label} when β goes from ${inFull(FROM, 4)} to ${inFull(to, 4)}?`,
      choices: isProtected ? hotChoices(compared) : coldChoices(compared)
    },
    guess: windowGuess(compared, id, label, reach),
    answer: directionAnswer(compared),
    rows: rowsOf(compared)
  }
}

/** Beyond this ratio the smallest window would be invisible on a common axis. */
const COMPARABLE = 5

/** The longest time to expiry that the figure of each key shows, s: the same for all, where all windows stay visible. */
export function reachesOf(scenario: Scenario, places: number[], to: number): number[] {
  const reaches = places.map((place) => {
    const models = [FROM, to].map((beta) => modelOf(scenario, scenario.keys[place], beta))
    return reachOf(models.map(firstTrigger), models[0].delta, models[0].ttl)
  })
  const longest = Math.max(...reaches)
  return longest <= COMPARABLE * Math.min(...reaches) ? reaches.map(() => longest) : reaches
}

function windowGuess(
  { before, after, to, time }: Compared,
  id: string,
  label: string,
  reach: number
): Guess | null {
  if (!isPlaceable(before, after)) return null
  // A guess that leaves the window where it is must not be right.
  if (isNear(before.gapMean!, after.gapMean!)) return null
  return {
    id: `${id}-window`,
    prompt: `How long before expiry does ${label} refresh on average at β${THIN}=${THIN}${inFull(to, 4)}?`,
    start: before.gapMean!,
    answer: after.gapMean!,
    ...nearly(after.gapMean!),
    say: (seconds) => `${time(seconds)} before expiry`,
    brief: (seconds) => time(seconds),
    ...linearStops(reach)
  }
}

const isPlaceable = (before: Figures, after: Figures) =>
  before.gapMean !== null && after.gapMean !== null && after.earlyShare >= WORTH_PLACING
