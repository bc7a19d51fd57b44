/** The rule of a model as an expression: that of the link, or of an implementation whose rule is not the paper’s. */
import { PRESET_RULES } from '../../model/options/preset-rules'
import type { Expression } from '../../model/options/tree'
import type { Model } from '../../model/scenario'

/** @returns null for the paper’s rule */
export const ruleTree = ({ deviations, options }: Model): Expression | null =>
  options?.rule ?? (deviations?.rule ? PRESET_RULES[deviations.rule].tree : null)
