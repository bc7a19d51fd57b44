import { OWN_NAMES } from '#core'
import { echo } from '../echo'
import { cleanName } from './names'
import type { Say } from '../note'
import { readNumber } from '../quantity/read-number'
import { spellingOf } from '../quantity/spelling'
import { spelled, type TypedScenario } from '../spelling'

/** Reads every `ttl.name` and `delta.name` of a link into the key of that name. Changes `keys`. */
export function readOverrides(pairs: Map<string, string>, scenario: TypedScenario, say: Say): void {
  const { keys } = scenario
  for (const own of OWN_NAMES) {
    for (const [field, text] of pairs) {
      if (!field.startsWith(`${own}.`)) continue
      const name = field.slice(own.length + 1)
      const clean = cleanName(name)
      const key = keys.find((key) => key.name === name) ?? keys.find((key) => key.name === clean)
      const parameter = `${own}.${echo(name)}`
      if (key === undefined) {
        const near = keys.find((one) => one.name.toLowerCase() === clean.toLowerCase())
        const meant = near ? `; perhaps you mean ${own}.${echo(near.name)}` : ''
        say('ignored', parameter, `${parameter}: no key has this name; ignored${meant}`)
      } else {
        const value = readNumber(parameter, text, own, say, scenario[own])
        // What a key may lack stays absent where its value is refused: a link has one scenario.
        if (value === null && key[own] === undefined) continue
        key[own] = value
        const spelling = value === null ? undefined : spellingOf(text, value, own)
        if (spelling) Object.assign(key, spelled(key, own, spelling))
      }
    }
  }
}
