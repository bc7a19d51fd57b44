/** What the card of a scenario says and shows: the picture of a link where it is pasted. No pixels here. */
import {
  type KeyAdvice,
  type Scenario,
  type Tally,
  adviseExactly,
  commonBeta,
  defaultScenario,
  isSimulated,
  modelOf
} from '#core'
import { headline } from '$lib/text/advice-words'
import { pinnedTo } from '$lib/link/page-link'
import { fieldsInWords } from '$lib/text/fields-in-words'
import { viewKey, type KeyView } from '$lib/text/key-view'
import { verdict, type Sentence } from '$lib/text/verdict'
import { withShownNames } from '$lib/text/shown-names'
import { sweepDomain } from '../waste/sweep'
import { decades, wasteData, wasteLaws, type WastePanel } from '../waste/waste-data'
import type { Band } from '../waste/WastePanel.svelte'
import { windowData, type WindowData } from '../window/window-data'
import { atRate, inSeconds, rebuildTime } from '$lib/text/words'

/** Ways to say the same, the fullest first. */
export type Ways = Sentence[]

export interface CardData {
  verdict: Ways
  /** Null where the advice would have to be simulated. */
  advice: Sentence | null
  window: WindowData
  /** Null where it would take a simulation of every β; then the bills stand there. */
  waste: CardWaste | null
  bills: Bill[]
  inputs: Ways
}

/** The waste of the hottest key, over β. */
export interface CardWaste {
  panel: WastePanel
  domain: [number, number]
  extent: [number, number]
  band: Band | null
}

/** What one key wastes at the present β, as it is written. */
export interface Bill {
  index: number
  name: string
  wasted: string
  /** "an hour" */
  per: string
  parts: string
}

/** Rows of the window that a card has place for. */
const ROWS = 2

/** The scenario as far as it shows on a card: whatever has the same one has the same picture. */
export function onCard(scenario: Scenario): Scenario {
  const shown = withShownNames(scenario)
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
 * @param tallies a short simulation of each key; null where the closed form tells
 */
export function cardData(scenario: Scenario, tallies: (Tally | null)[]): CardData {
  const { keys, beta } = scenario
  const views = keys.map((key, i) => viewKey(scenario, key, i, tallies[i]))
  const atOne = keys.map((key, i) => viewKey(scenario, key, i, null, 1))
  const advice = adviceOf(scenario)
  return {
    verdict: keys.map((_, i) => verdictOf(beta, views, atOne, keys.length - i)),
    advice: advice && headline(scenario, advice, commonBeta(scenario, advice)),
    window: windowData(views.slice(0, ROWS), atOne.slice(0, ROWS)),
    waste: isSimulated(scenario) ? null : wasteOf(scenario, hottest(scenario), views, advice),
    bills: views.slice(0, ROWS).flatMap(billOf),
    inputs: keys.map((_, i) => [inputsOf(scenario, keys.length - i)])
  }
}

/** The line of one key; the others' are not drawn, and need not be computed. */
function wasteOf(scenario: Scenario, place: number, views: KeyView[], advice: KeyAdvice[] | null): CardWaste {
  const domain = sweepDomain(scenario)
  const [law] = wasteLaws({ ...scenario, keys: [scenario.keys[place]] }, domain)
  const panel = wasteData(
    scenario,
    domain,
    scenario.keys.map((_, i) => (i === place ? law : [])),
    scenario.keys.map(() => []),
    views.map(({ figures }) => figures)
  ).panels[place]
  const own = advice?.[place]
  const band = own && own.beta !== null ? { low: own.low!, high: own.high!, beta: own.beta } : null
  return { panel, domain, extent: decades([panel]), band }
}

function billOf({ index, name, figures }: KeyView): Bill[] {
  if (!figures) return []
  const { wastedPerHour, duplicatePerHour, prematurePerHour } = figures
  const { per, write } = rebuildTime(wastedPerHour)
  const parts = `${write(duplicatePerHour)} duplicate, ${write(prematurePerHour)} premature`
  return [{ index, name, wasted: write(wastedPerHour), per, parts }]
}

/** The verdict about so many keys, and that there are more. */
function verdictOf(beta: number, views: KeyView[], atOne: KeyView[], count: number): Sentence {
  const says = verdict(beta, views.slice(0, count), atOne.slice(0, count)).says.flat()
  const others = views.length - count
  return others === 0 ? says : [...says.slice(0, -1), `; and ${others} more key${others > 1 ? 's' : ''}.`]
}

function adviceOf(scenario: Scenario): KeyAdvice[] | null {
  const known = scenario.keys.flatMap((key) => adviseExactly(scenario, key) ?? [])
  return known.length === scenario.keys.length ? known : null
}

/** What was put in, with so many of the keys. */
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

/** The start of a name that would fill a line by itself. */
function short(name: string): string {
  const characters = [...name]
  return characters.length <= 16 ? name : `${characters.slice(0, 14).join('').trim()}…`
}
