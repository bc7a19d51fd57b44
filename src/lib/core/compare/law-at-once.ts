/** The laws of a comparison, here and now. A page has them found by a worker instead: this is none of its program. */
import { findLaw } from '../closed-form/any-rule/find-law'
import { defencesOf, type Advised } from './defences'
import type { Laws } from './compare'
import { isQuick, measuresOfLaw, type Measures } from './measures'
import type { Key, Model, Scenario } from '../model/scenario'

export const lawAtOnce = (model: Model): Measures | null =>
  isQuick(model) ? measuresOfLaw(model, findLaw(model).law) : null

export const lawsAtOnce = (scenario: Scenario, key: Key, advised: Advised): Laws =>
  Object.fromEntries(
    defencesOf(scenario, key, advised).flatMap(({ name, model }) => (model ? [[name, lawAtOnce(model)]] : []))
  )
