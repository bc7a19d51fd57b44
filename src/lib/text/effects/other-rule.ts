/** Sentences about a rule that is not the paper’s: that it does not use β, and what XFetch would do instead. */
import { type Binding, type Recommendation, type Scenario, limitsOf, totalsOf, xfetchInstead } from '#core'
import { beta, n, plain, type Sentence } from '../sentence'
import { asPercent, exactShare, inFull, list, rebuilds, THIN } from '../words'

type Unused = Extract<Binding, { kind: 'unused' }>

const unusedOf = ({ keys }: Recommendation, place: number): Unused | null => {
  const binding = keys[place].advice?.binding
  return binding?.kind === 'unused' ? binding : null
}

/** What keeps a rule that does not use β from the limits: "3 % of the refreshes are late; you allow 0.1 %". */
function excessOf(scenario: Scenario, { late, lifetime, overload }: Unused): Sentence[] {
  return [
    ...(late > scenario.late
      ? [
          [
            n(asPercent(late)),
            ` of the refreshes are late; you allow ${exactShare(scenario.late)}`
          ] as Sentence
        ]
      : []),
    ...(lifetime > scenario.lifetimeBudget
      ? [
          [
            'one refresh in twenty throws away ',
            n(asPercent(lifetime)),
            ` of the TTL; you allow ${exactShare(scenario.lifetimeBudget)}`
          ] as Sentence
        ]
      : []),
    ...(scenario.origin > 0 && overload > limitsOf(scenario).overload
      ? [
          [
            n(asPercent(overload)),
            ` of the expiries start more than ${inFull(scenario.origin)} rebuilds at once; you allow 1${THIN}%`
          ] as Sentence
        ]
      : [])
  ]
}

/** "This rule does not use β. It keeps your limits for a; for b, 3 % of the refreshes are late." Empty where it does. */
export function unusedRule(scenario: Scenario, recommended: Recommendation): Sentence {
  const { unused, keys } = recommended
  if (unused.length === 0) return []
  const several = keys.length > 1
  const good = unused.filter((place) => unusedOf(recommended, place)!.keeps)
  const bad = unused.filter((place) => !good.includes(place))
  const names = (places: number[]) => list(places.map((place) => scenario.keys[place].name))
  return [
    'This rule does not use β.',
    ...(good.length > 0 ? [` It keeps your limits${several ? ` for ${names(good)}` : ''}.`] : []),
    ...bad.flatMap((place): Sentence => {
      const [first, ...rest] = excessOf(scenario, unusedOf(recommended, place)!)
      return [
        several ? ` For ${scenario.keys[place].name}, ` : ' It breaks your limits: ',
        ...first,
        ...rest.flatMap((one): Sentence => [', and ', ...one]),
        '.'
      ]
    })
  ]
}

/** The same of one key. */
export function unusedInWords(scenario: Scenario, unused: Unused): string {
  if (unused.keeps) return 'Its rule does not use β, and keeps your limits.'
  return `Its rule does not use β: ${excessOf(scenario, unused)
    .map((sentence) => plain([sentence]))
    .join(', and ')}.`
}

/** What the paper’s rule would do under the same limits. Empty where the cache has it, or only a simulation would tell. */
export function insteadXFetch(scenario: Scenario, recommended: Recommendation): Sentence {
  const told = recommended.complete ? xfetchInstead(recommended) : null
  if (told === null) return []
  const { set, unprotected } = told
  const whom = list(
    unprotected.map((place) => scenario.keys[place].name),
    'or'
  )
  if (set === null)
    return told.covers.length > 1
      ? ['With the rule of XFetch instead, no single β would suit all keys.']
      : [
          `The rule of XFetch could not keep your limits${scenario.keys.length > 1 ? ` for ${whom}` : ''} either.`
        ]
  const own = totalsOf(recommended).recommended
  const same = own !== null && told.covers.length === recommended.covers.length
  return [
    'The rule of XFetch would need ',
    n(beta(set.beta)),
    ' instead, and cost ',
    n(rebuilds(set.cost)),
    ...(same
      ? [' within the same limits; this rule costs ', n(rebuilds(own.cost))]
      : [' within the same limits']),
    whom === '' ? '.' : `; it could not protect ${whom}.`
  ]
}
