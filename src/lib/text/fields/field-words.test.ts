import { describe, expect, it } from 'vitest'
import { FIELDS, NUMBER_NAMES, PARAMETERS, type ParameterKey, defaultScenario } from '#core'
import { FIELD_WORDS, fieldWords } from './field-words'
import { fieldsInWords } from './fields-in-words'

const keys = Object.keys(PARAMETERS) as ParameterKey[]

describe('the words of a number', () => {
  it.each(keys)('%s: it is explained in whole sentences', (key) => {
    expect(FIELD_WORDS[key].help).toMatch(/^[A-Z].{20,}\.$/)
  })

  it('no two numbers share a label', () => {
    expect(new Set(keys.map((key) => FIELD_WORDS[key].label)).size).toBe(keys.length)
  })
})

it.each(FIELDS.filter(([, field]) => 'plain' in field))(
  '%s: whatever a plain scenario does without is named in every sentence when it is on, and only then in most',
  (name, { choices, unit }) => {
    // Some options mean something with a lock only.
    const plain = { ...defaultScenario(), coordination: 'lock' as const }
    const objects: Partial<Record<typeof name, object>> = {
      arrivals: { kind: 'even' },
      rule: { kind: 'expression', text: 'left < 1', tree: { of: '<', to: ['left', 1] } }
    }
    const on = unit !== undefined ? 0.5 : (objects[name] ?? choices![1])
    const scenario = { ...plain, [name]: on }
    for (const kind of ['assumed', 'effect', 'card', 'aside'] as const)
      expect(fieldsInWords(scenario, kind)[name], kind).toMatch(/\w/)
    for (const kind of ['effect', 'card', 'aside'] as const)
      expect(fieldsInWords(plain, kind)[name], kind).toBeUndefined()
  }
)

it('every place that is marked in the words is filled', () => {
  const burst = { kind: 'burst', on: 2, off: 18 } as const
  const scenario = { ...defaultScenario(), arrivals: burst, coordination: 'coalesce' as const, processes: 8 }
  for (const name of NUMBER_NAMES) if (fieldWords(name).words) scenario[name] = 0.5
  const said = (['assumed', 'effect', 'card', 'aside'] as const).flatMap((kind) =>
    Object.values(fieldsInWords({ ...scenario, implementation: 'symfony' }, kind))
  )
  expect(said.join()).toContain('bursts of 2\u202fs with pauses of 18\u202fs')
  expect(said.join()).not.toMatch(/[{}]|undefined/)
})
