/** The content of a card, the preview picture of a link, without positions. */
import {
  type Recommendation,
  type Scenario,
  type Tally,
  defaultScenario,
  isSimulated,
  modelOf,
  recommend
} from '#core'
import { pinnedTo } from '$lib/link/page-link'
import { plainly } from '$lib/link/spelling'
import { fieldsInWords } from '$lib/text/fields/fields-in-words'
import { headline } from '$lib/text/headline'
import { type KeyView, viewKey, withShownNames } from '$lib/text/key-view'
import { joined, type Sentence } from '$lib/text/sentence'
import { verdict } from '$lib/text/verdict'
import { sweepDomain } from '../waste/sweep'
import { wasteDecades, wasteData, wasteLaws, type WastePanelData } from '../waste/waste-data'
import type { Band } from '../waste/WastePanel.svelte'
import { windowData, type WindowData } from '../window/window-data'
import { atRate, counted, inSeconds, rebuildTime } from '$lib/text/words'

/** Several ways to say the same, the longest first. */
export type Ways = Sentence[]

export interface CardData {
  verdict: Ways
  /** Null where the advice would have to be simulated. */
  advice: Sentence | null
  window: WindowData
  /** Null where it would take a simulation of every β; the bills then take its place. */
  waste: CardWaste | null
  bills: WasteInWords[]
  inputs: Ways
}

/** The waste of the hottest key, over β. */
interface CardWaste {
  panel: WastePanelData
  domain: [number, number]
  extent: [number, number]
  band: Band | null
}

/** What one key wastes at the present β, in words. */
interface WasteInWords {
  index: number
  name: string
  wasted: string
  /** "an hour" */
  per: string
  parts: string
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

/**
 * @param scenario from onCard
 * @param tallies a short simulation of each key; null where there is a closed form
 */
export function cardData(scenario: Scenario, tallies: (Tally | null)[]): CardData {
  const { keys, beta } = scenario
  const views = keys.map((key, i) => viewKey(scenario, key, i, tallies[i]))
  const atOne = keys.map((key, i) => viewKey(scenario, key, i, null, 1))
  const recommended = recommend(scenario, undefined, { present: views, one: atOne })
  return {
    verdict: keys.map((_, i) => verdictOf(beta, views, atOne, keys.length - i)),
    advice: recommended.complete ? headline(scenario, recommended) : null,
    window: windowData(views.slice(0, ROWS), atOne.slice(0, ROWS)),
    waste: isSimulated(scenario) ? null : wasteOf(scenario, hottest(scenario), views, recommended),
    bills: views.slice(0, ROWS).flatMap(billOf),
    inputs: keys.map((_, i) => [inputsOf(scenario, keys.length - i)])
  }
}

/** The line of one key; those of the others are not drawn, so they are not computed. */
function wasteOf(
  scenario: Scenario,
  place: number,
  views: KeyView[],
  { complete, keys }: Recommendation
): CardWaste {
  const domain = sweepDomain(scenario)
  const [law] = wasteLaws({ ...scenario, keys: [scenario.keys[place]] }, domain)
  const panel = wasteData(
    scenario,
    domain,
    scenario.keys.map((_, i) => (i === place ? law : [])),
    scenario.keys.map(() => []),
    views.map(({ figures }) => figures)
  ).panels[place]
  const own = keys[place].advice
  const band =
    complete && own && own.beta !== null ? { low: own.low!, high: own.high!, beta: own.beta } : null
  return { panel, domain, extent: wasteDecades([panel]), band }
}

function billOf({ index, name, figures }: KeyView): WasteInWords[] {
  if (!figures) return []
  const { wastedPerHour, duplicatePerHour, prematurePerHour } = figures
  const { per, write } = rebuildTime(wastedPerHour)
  const parts = `${write(duplicatePerHour)} duplicate, ${write(prematurePerHour)} premature`
  return [{ index, name, wasted: write(wastedPerHour), per, parts }]
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
