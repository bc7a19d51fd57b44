import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  closedForm,
  findLaw,
  modelOf,
  recommend,
  simulate,
  summarize,
  whyNoClosedForm,
  type Figures,
  type Model
} from '#core'
import { readCall } from '$lib/server/api/call'
import { plainHeadline } from '$lib/text/headline'

/** The systems of docs/caches.md with their parameters. */
const cases = [
  ...readFileSync('docs/caches.md', 'utf8').matchAll(/^\| (?<system>.*?) \|.*\| `(?<link>[^`]*)` \|$/gm)
].map(({ groups }) => groups as { system: string; link: string })

const lawOf = (model: Model): Figures | null =>
  whyNoClosedForm(model) === null ? closedForm(model) : (findLaw(model).law?.figures ?? null)

it('the document describes two dozen systems', () => {
  expect(cases.length).toBeGreaterThanOrEqual(24)
})

describe.each(cases)('$system', ({ link }) => {
  const { scenario, notes } = readCall(new URLSearchParams(`${link}&strict=1`))
  const model = modelOf(scenario, scenario.keys[0])

  it('is understood as it stands, to the last parameter', () => {
    expect(notes).toEqual([])
  })

  it('gets figures that a simulation confirms', () => {
    const { figures, standardErrors } = summarize(model, simulate(model, 400, 1))
    const law = lawOf(model) ?? figures
    // Five standard errors: by chance once in a million. What is counted in whole cycles may have none.
    const error = standardErrors.rebuildsPerHour ?? 0
    expect(Math.abs(figures.rebuildsPerHour - law.rebuildsPerHour)).toBeLessThan(5 * error + 1e-6)
    // Of 400 cycles at least one would be late if 2 % were, but in one run of 3,000.
    if (law.lateShare > 0.02) expect(figures.lateShare).toBeGreaterThan(0)
    if (law.lateShare < 1e-6) expect(figures.lateShare).toBe(0)
  })

  it('gets an answer that fits it', () => {
    const recommended = recommend(scenario)
    // What has no law is advised by simulation, elsewhere.
    if (!recommended.complete) return
    expect(plainHeadline(scenario, recommended)).toMatch(
      scenario.stale > 0
        ? /^Keep β\u202f=\u202f0: no early refresh is needed\.$/
        : scenario.rule.kind === 'expression' && !link.includes('beta')
          ? /^This rule does not use β\./
          : /^(Set|Keep) β/
    )
  })
})

it('five fresh and five stale seconds cost 692 rebuilds an hour, and nobody waits', () => {
  const { link } = cases.find(({ system }) => system.startsWith('Laravel'))!
  const { scenario } = readCall(new URLSearchParams(link))
  const { law } = findLaw(modelOf(scenario, scenario.keys[0]))
  // 3600/(5 + 0.2 + 1/500).
  expect(law!.figures.rebuildsPerHour).toBeCloseTo(3600 / 5.202, 6)
  expect(law!.figures.blockedShare).toBeLessThan(1e-12)
})
