/** What an advised β that lies at the edge of protection risks, in words, and what it costs to stand back from there. */
import { type CommonBeta, type Scenario, costAt, hasRoom, keeps, leeway, roomier } from '#core'
import { beta, n, type Sentence } from './sentence'
import { asPercent, timeInWords } from './words'

/** Empty where the advised β has room, or that is not known. */
export function room(scenario: Scenario, common: CommonBeta | null): Sentence {
  if (common === null || common.beta === null) return []
  const { keys } = common
  if (hasRoom(scenario, keys, common.beta) !== false) return []
  const half = leeway(scenario, keys, common.beta)!
  const whose = scenario.keys.length > 1 ? ` of the ${scenario.keys[half.key].name} key’s` : ' of the'
  const risk: Sentence = [
    'no room: at half the request rate ',
    n(asPercent(half.late)),
    `${whose} expiries would reach users`
  ]
  const cost = costAt(scenario, keys, common.beta)
  if (cost === null) return [`But ${beta(common.beta)} leaves `, ...risk, '.']
  if (keeps(scenario, common)) {
    const spared = costAt(scenario, keys, scenario.beta)! - cost
    return [
      `The cheapest, ${beta(common.beta)}, would save `,
      n(spared > 0 ? asPercent(spared / (cost + spared)) : 'none'),
      ' of the rebuilds and leaves ',
      ...risk,
      '.'
    ]
  }
  const other = roomier(scenario, common)
  const { per, write } = timeInWords(cost)
  const dear = other === null ? null : costAt(scenario, keys, other)
  const more: Sentence = dear === null ? [] : [' and costs ', n(write(dear - cost)), ` rebuilds ${per} more`]
  const way: Sentence =
    other === null ? [', and within your limits no β has more.'] : [`. ${beta(other)} has room`, ...more, '.']
  return [`But ${beta(common.beta)} leaves `, ...risk, ...way]
}
