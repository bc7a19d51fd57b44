/**
 * The lesson on which way β works: an operator wants fewer early rebuilds and raises it. What happens to the hot key,
 * and what to the cold one? Which answers are right is computed from the closed form at both β.
 */
import { listedLesson } from './list'
import { closedForm } from '$lib/core/closed-form'
import type { Figures } from '$lib/core/figures'
import { firstTrigger } from '$lib/core/first-trigger'
import { modelOf } from '$lib/core/model-of'
import type { Scenario } from '$lib/core/scenario'
import { inFull, inSeconds } from '../words'
import { linearStops, reachOf } from './axes'
import { coldChoices, hotChoices } from './beta-direction-choices'
import { answerOf, rowsOf } from './beta-direction-words'
import type { Compared } from './compared'
import { nearly, type Guess, type Lesson, type Subject } from './lesson'
import {
  coordinationSetting,
  FROM,
  groundOf,
  hottestAndColdest,
  raisedTo,
  roughness,
  settingOf
} from './subjects'

/** Where fewer of the cycles than this are early, their window is not worth placing. */
const WORTH_PLACING = 0.01

export function betaDirection(asked: Scenario): Lesson {
  const { scenario, simplified } = groundOf(asked)
  const to = raisedTo(asked)
  const places = hottestAndColdest(scenario)
  const subjects = places.map((place, i) => subjectOf(scenario, place, i === 0 ? 'hot' : 'cold', to))
  const [b, c] = [inFull(FROM, 4), inFull(to, 4)]
  const names = subjects.map(({ label }) => label)
  const other =
    scenario.keys.length > 2
      ? ` Of the ${scenario.keys.length} keys of this scenario these are the ones with the most and the fewest requests in a rebuild time.`
      : ''
  return {
    name: 'beta-direction',
    shows: 'window',
    title: listedLesson('beta-direction')!.title,
    lead:
      `An operator notices that values are rebuilt well before they expire, finds that wasteful, and turns the one knob there is: ` +
      `β goes up from ${b} to ${c}. What happens to ${names[0]}${names[1] ? `, and what to ${names[1]}` : ''}?`,
    setting: [...places.map((place) => settingOf(scenario, place)), coordinationSetting(scenario) + other],
    simplified: [simplified, roughness(scenario, places, [FROM, to])].filter((part) => part).join(' '),
    from: FROM,
    to,
    subjects,
    placing: `The solid window is the one at β = ${b}. Drag the dashed one to where you expect it at β = ${c}, or move it with the arrow keys; further left is earlier. Leave it where it is if you think that nothing changes.`,
    watch: `Each row is one cycle, with the same requests and the same dice throughout. As β rises, a request further from expiry is the first to refresh: marks move to the left, and never to the right.`,
    watchStill: `Each line joins the refresh of one cycle at β = ${b}, the small mark, with that of the same cycle, its requests and its dice at β = ${c}. No line leads to the right.`,
    moral:
      `A larger β never refreshes later: every request that refreshes at β = ${b} does so at ${c} too, and others before it. ` +
      `What β costs and what it buys is decided by the requests that come in one rebuild time, and by whether rebuilds are coordinated.`
  }
}

function subjectOf(scenario: Scenario, place: number, id: 'hot' | 'cold', to: number): Subject {
  const key = scenario.keys[place]
  const models = [FROM, to].map((beta) => modelOf(scenario, key, beta))
  const [before, after] = models.map(closedForm)
  const compared: Compared = { scenario, key, model: models[0], before, after, from: FROM, to }
  const label = `the ${key.name} key`
  // A key that expires on users at first is asked about as a cold one, whatever its place.
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
    guess: windowGuess(compared, id, label, reachOfKey(scenario, place, to)),
    answer: answerOf(compared),
    rows: rowsOf(compared)
  }
}

/** The longest time to expiry that the figure of this key shows, s. */
export function reachOfKey(scenario: Scenario, place: number, to: number): number {
  const models = [FROM, to].map((beta) => modelOf(scenario, scenario.keys[place], beta))
  return reachOf(models.map(firstTrigger), models[0].delta, models[0].ttl)
}

function windowGuess(
  { before, after, to }: Compared,
  id: string,
  label: string,
  reach: number
): Guess | null {
  if (!isPlaceable(before, after)) return null
  return {
    id: `${id}-window`,
    prompt: `How long before expiry does ${label} refresh on average at β = ${inFull(to, 4)}?`,
    start: before.gapMean!,
    answer: after.gapMean!,
    ...nearly(after.gapMean!),
    say: (seconds) => `${inSeconds(seconds)} before expiry`,
    brief: (seconds) => inSeconds(seconds),
    ...linearStops(reach)
  }
}

const isPlaceable = (before: Figures, after: Figures) =>
  before.gapMean !== null && after.gapMean !== null && after.earlyShare >= WORTH_PLACING
