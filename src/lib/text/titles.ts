/** What lessons, pages and previews of links are called. */
import type { Key, Recommendation, Scenario } from '#core'
import { shownName } from '$lib/link/parameters/names'
import { atRate, inFull, inSeconds, THIN, toDigits } from './words'

/** The scenario in so many characters, the most telling first: "hot 1000/s, TTL 60 s, rebuild 250 ms, β 4". */
export function scenarioInShort(scenario: Scenario, most: number): string {
  const [key, ...others] = scenario.keys
  const { ttl, delta, beta, coordination } = scenario
  const rest = [
    `TTL ${inSeconds(key.ttl ?? ttl)}`,
    `rebuild ${inSeconds(key.delta ?? delta)}`,
    ...(beta === 1 ? [] : [`β ${inFull(beta)}`]),
    ...(coordination === 'none' ? [] : [coordination]),
    ...others.map((other) => inShort(other, NAME))
  ]
  // A long name gives way to the lifetime.
  let name = NAME
  while (name > 1 && `${inShort(key, name)}, ${rest[0]}`.length > most) name--
  return rest.reduce(
    (said, part) => (`${said}, ${part}`.length <= most ? `${said}, ${part}` : said),
    inShort(key, name)
  )
}

/** Of a key's name, in characters. */
const NAME = 20
const inShort = ({ name, rate }: Key, most: number) =>
  `${shownName(name, most)} ${atRate(toDigits(rate, 3)).replace(`${THIN}req`, '')}`

const SITE = 'XFetch Tuner'
/** Of a browser's tab and of a bookmark, in characters. */
const MOST_IN_TAB = 60

/**
 * What a tab and a bookmark of the tuner are called: by their scenario.
 * @param isDefault whether that is the scenario of the bare address
 */
export const pageTitle = (scenario: Scenario, isDefault: boolean): string =>
  isDefault
    ? `${SITE} – which β to set against cache stampedes`
    : `${scenarioInShort(scenario, MOST_IN_TAB - SITE.length - 3)} – ${SITE}`

/** The same of the page that compares defences. */
export const compareTitle = (scenario: Scenario, isDefault: boolean): string =>
  isDefault
    ? `Compare defences against cache stampedes – ${SITE}`
    : `Defences: ${scenarioInShort(scenario, MOST_IN_TAB - SITE.length - 13)} – ${SITE}`

/** Chats and search engines cut a longer title themselves, in characters. */
const MOST_IN_PREVIEW = 60

/** The recommendation as the title of a preview: "Set β ≈ 5: hot 1000/s, TTL 60 s, rebuild 250 ms". */
export function answerTitle(scenario: Scenario, recommended: Recommendation): string {
  const { covers } = recommended
  const lead = leadOf(recommended)
  // What holds for some keys must not look as if it held for all.
  const keys = covers.length > 0 ? covers.map((i) => scenario.keys[i]) : scenario.keys
  return `${lead}: ${scenarioInShort({ ...scenario, keys, beta: 1 }, MOST_IN_PREVIEW - lead.length - 2)}`
}

function leadOf({ complete, covers, unprotected, set, classes, verb, use }: Recommendation): string {
  if (!complete) return 'Which β to set'
  // The rule may not use β.
  if (covers.length === 0) return unprotected.length > 0 ? 'No β is enough' : 'No β to set'
  if (set === null || use === null)
    return classes ? `Set β ≈ ${classes.map(({ beta }) => inFull(beta)).join(' or ')}` : 'Set β key by key'
  if (verb === 'keep') return `Keep β = ${inFull(use)}`
  return `Set β ≈ ${inFull(set.beta)}`
}
