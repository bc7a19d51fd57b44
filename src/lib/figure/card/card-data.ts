/** The content of a card, the preview picture of a link, without positions. */
import {
  type FoundLaw,
  type KeyAdvice,
  type Model,
  type Recommendation,
  type Scenario,
  type Tally,
  adviseAll,
  defaultScenario,
  isSimulated,
  modelOf,
  recommend,
  whyNoClosedForm
} from '#core'
import { pinnedTo } from '$lib/link/page-link'
import { plainly } from '$lib/link/spelling'
import { fieldsInWords } from '$lib/text/fields/fields-in-words'
import { headline } from '$lib/text/headline'
import { type KeyView, viewKey, withShownNames } from '$lib/text/key-view'
import { joined, type Sentence } from '$lib/text/sentence'
import { verdict } from '$lib/text/verdict'
import { sweepDomain, sweepModels } from '../waste/sweep'
import { simulatedWaste, wasteData, wasteDecades, wasteLaws, type WastePanelData } from '../waste/waste-data'
import { advisedBands, limitBands, type Advised, type Band } from '../waste/bands'
import { windowData, type WindowData } from '../window/window-data'
import { atRate, counted, inSeconds } from '$lib/text/words'

/** Several ways to say the same, the longest first. */
export type Ways = Sentence[]

export interface CardData {
  verdict: Ways
  /** Null where the advice is not simulated. */
  advice: Sentence | null
  window: WindowData
  waste: CardWaste
  inputs: Ways
}

/** The waste of the hottest key, over β. */
interface CardWaste {
  panel: WastePanelData
  domain: [number, number]
  extent: [number, number]
  band: Band | null
  /** The β to set for it. */
  advised: Advised | null
}

/** A card has room for this many rows of the window. */
const ROWS = 2

/** The part of a scenario that a card shows: scenarios with the same part have the same picture. */
export function onCard(scenario: Scenario): Scenario {
  const shown = withShownNames(plainly(scenario))
  const pictured = pinnedTo(shown, defaultScenario())
  return isSimulated(scenario) ? { ...pictured, seed: scenario.seed } : pictured
}

/** The place of the key that gets the most requests in a rebuild time. */
function hottest(scenario: Scenario): number {
  const heat = scenario.keys.map((key) => {
    const { rate, delta } = modelOf(scenario, key)
    return rate * delta
  })
  return heat.indexOf(Math.max(...heat))
}

/** What a card shows that has to be simulated, in the order of the keys; null where there is a closed form. */
export interface CardSimulations {
  tallies: (Tally | null)[]
  /** Of caches with options, as the page has them: the figures are theirs, and the window is drawn from the simulation. */
  laws?: (FoundLaw | null)[]
  advice?: (KeyAdvice | null)[]
  /** Of the models of `sweptOnCard`. */
  swept?: (Tally | null)[]
}

/** The models of the waste figure that have no closed form: of the hottest key, over β. */
export function sweptOnCard(scenario: Scenario): Model[] {
  const key = scenario.keys[hottest(scenario)]
  if (whyNoClosedForm(modelOf(scenario, key)) === null) return []
  return sweepModels({ ...scenario, keys: [key] }, sweepDomain(scenario))[0]
}

/** @param scenario from onCard */
export function cardData(
  scenario: Scenario,
  { tallies, laws = [], advice, swept = [] }: CardSimulations
): CardData {
  const { keys, beta } = scenario
  const views = keys.map((key, i) => viewKey(scenario, key, i, tallies[i], beta, undefined, laws[i]))
  const atOne = keys.map((key, i) => viewKey(scenario, key, i, null, 1))
  const recommended = recommend(scenario, adviseAll(scenario, advice), { present: views, one: atOne })
  return {
    verdict: keys.map((_, i) => verdictOf(beta, views, atOne, keys.length - i)),
    advice: recommended.complete ? headline(scenario, recommended) : null,
    window: windowData(views.slice(0, ROWS), atOne.slice(0, ROWS)),
    waste: wasteOf(scenario, hottest(scenario), views, recommended, swept),
    inputs: keys.map((_, i) => [inputsOf(scenario, keys.length - i)])
  }
}

/** The line or the points of one key; those of the others are not drawn, so they are not computed. */
function wasteOf(
  scenario: Scenario,
  place: number,
  views: KeyView[],
  recommended: Recommendation,
  swept: (Tally | null)[]
): CardWaste {
  const domain = sweepDomain(scenario)
  const alone = { ...scenario, keys: [scenario.keys[place]] }
  const [panel] = wasteData(alone, domain, wasteLaws(alone, domain), simulatedWaste(alone, domain, [swept]), [
    views[place].figures
  ]).panels
  return {
    panel: { ...panel, index: place },
    domain,
    extent: wasteDecades([panel]),
    band: limitBands(recommended)[place],
    advised: advisedBands(recommended)[place]
  }
}

/** The verdict about the first keys, and how many more there are. */
function verdictOf(beta: number, views: KeyView[], atOne: KeyView[], count: number): Sentence {
  const says = joined(verdict(beta, views.slice(0, count), atOne.slice(0, count)).says)
  const others = views.length - count
  return others === 0
    ? says
    : [...says, ` ${counted(`${others}`, 'more key is', 'more keys are')} not shown.`]
}

/** The inputs, with the first keys. */
function inputsOf(scenario: Scenario, count: number): string {
  const { keys, ttl, delta } = scenario
  const { deltaCv: cv, ...options } = fieldsInWords(scenario, 'card')
  const others = keys.length - count
  return [
    `TTL ${inSeconds(ttl)}`,
    `rebuild ${inSeconds(delta)}${cv ? `, ${cv}` : ''}`,
    ...keys.slice(0, count).map(({ name, rate }) => `${short(name)} ${atRate(rate)}`),
    ...(others > 0 ? [`+${others} key${others > 1 ? 's' : ''}`] : []),
    ...Object.values(options)
  ].join(' · ')
}

/** A name, cut if it would fill a line by itself. */
function short(name: string): string {
  const characters = [...name]
  return characters.length <= 16 ? name : `${characters.slice(0, 14).join('').trim()}…`
}
