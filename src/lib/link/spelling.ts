/**
 * How values were typed. A link and a field give back what was typed as long as the value is the same; when the value
 * changes, in whatever way, they write the new one as usual. So nobody has to clear anything.
 */
import type { Key, Scenario } from '#core'

/** A text, and the value that it was read as. */
export interface Spelling {
  text: string
  value: number
  /** The parameter that said it, where that is another one: p50 for Δ, p99 for cv. */
  as?: 'p50' | 'p99'
}

/** By field. */
type Typed<Of> = { readonly [Name in keyof Of]?: Spelling }

/** With the texts of those values that are not typed as `formatQuantity` would write them. */
export type TypedKey = Key & { typed?: Typed<Key> }
export type TypedScenario = Omit<Scenario, 'keys'> & { keys: TypedKey[]; typed?: Typed<Scenario> }

/** What was typed for a field; undefined where the field has another value by now. */
function typedFor<Of extends object>(of: Of & { typed?: Typed<Of> }, name: keyof Of) {
  const spelling = of.typed?.[name]
  return spelling !== undefined && spelling.value === of[name] ? spelling : undefined
}

/** The text under the field’s own name. */
export function typedText<Of extends object>(of: Of & { typed?: Typed<Of> }, name: keyof Of) {
  const spelling = typedFor(of, name)
  return spelling?.as === undefined ? spelling?.text : undefined
}

/** The same with another spelling, or none, for a field. */
export function spelled<Of extends object>(
  of: Of & { typed?: Typed<Of> },
  name: keyof Of,
  spelling: Spelling | undefined
): Of & { typed?: Typed<Of> } {
  const { typed, ...rest } = of
  const kept = Object.entries({ ...typed, [name]: spelling }).filter(([, one]) => one !== undefined)
  return (kept.length > 0 ? { ...rest, typed: Object.fromEntries(kept) } : rest) as Of & { typed?: Typed<Of> }
}

/** p50 and p99 as typed, where the rebuild time is still the one that they make. */
export function typedQuantiles(scenario: TypedScenario): { p50: Spelling; p99: Spelling } | null {
  const [p50, p99] = [typedFor(scenario, 'delta'), typedFor(scenario, 'deltaCv')]
  return p50?.as === 'p50' && p99?.as === 'p99' ? { p50, p99 } : null
}

/** The same with its rebuild time as mean and cv. */
export const withoutQuantiles = (scenario: TypedScenario): TypedScenario =>
  typedQuantiles(scenario) ? spelled(spelled(scenario, 'delta', undefined), 'deltaCv', undefined) : scenario

const unspelled = <Of extends { typed?: unknown }>({ typed: _, ...rest }: Of) => rest

/** Without what was typed: scenarios with the same values have the same link. */
export const plainly = (scenario: TypedScenario): Scenario => ({
  ...unspelled(scenario),
  keys: scenario.keys.map(unspelled)
})

/** Without the texts of values that have changed since. */
export function settled(scenario: TypedScenario): TypedScenario {
  const pair = typedQuantiles(scenario)
  const still = <Of extends object>(of: Of & { typed?: Typed<Of> }) =>
    (Object.keys(of.typed ?? {}) as (keyof Of)[]).reduce((kept, name) => {
      const spelling = typedFor(kept, name)
      return spelled(kept, name, spelling?.as && !pair ? undefined : spelling)
    }, of)
  return { ...still(scenario), keys: scenario.keys.map(still) }
}
