/** The recommendation as the title of a preview: short, the β first. */
import type { Recommendation, Scenario } from '#core'
import { scenarioInShort } from './titles'
import { inFull } from './words'

/** Chats and search engines cut a longer title themselves, in characters. */
const MOST = 60

/** "Set β ≈ 5: hot 1000/s, TTL 60 s, rebuild 250 ms". */
export function answerTitle(scenario: Scenario, recommended: Recommendation): string {
  const { covers } = recommended
  const lead = leadOf(recommended)
  // What is said of some keys must not be read as said of the others.
  const keys = covers.length > 0 ? covers.map((i) => scenario.keys[i]) : scenario.keys
  return `${lead}: ${scenarioInShort({ ...scenario, keys, beta: 1 }, MOST - lead.length - 2)}`
}

function leadOf({ complete, covers, set, classes, verb, use }: Recommendation): string {
  if (!complete) return 'Which β to set'
  if (covers.length === 0) return 'No β is enough'
  if (set === null || use === null)
    return classes ? `Set β ≈ ${classes.map(({ beta }) => inFull(beta)).join(' or ')}` : 'Set β key by key'
  if (verb === 'keep') return `Keep β = ${inFull(use)}`
  return `Set β ≈ ${inFull(set.beta)}`
}
