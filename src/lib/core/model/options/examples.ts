/** Rules that caches in the field use, by name, each with its source. */
import { IMPLEMENTATIONS } from '../implementation'
import { PAPER_RULE } from './preset-rules'

export interface RuleExample {
  name: string
  /** As a link has it. */
  text: string
  source: string
}

export const RULE_EXAMPLES: readonly RuleExample[] = [
  {
    name: 'XFetch',
    text: PAPER_RULE.text,
    source: 'Vattani, Chierichetti, Lowenstein, PVLDB 8(8), 2015, figure 3; the same as “paper”'
  },
  {
    name: 'Refresh-ahead in the last fifth',
    text: 'left < 0.2*ttl',
    source: 'Oracle Coherence, “Refresh-Ahead Caching”: a refresh-ahead factor, here of 0.8'
  },
  {
    name: 'Refresh-ahead in the last share beta',
    text: 'left < beta*ttl',
    source: 'the same, with beta as the share of the lifetime'
  },
  { name: 'A power of the age', text: '(age/ttl)^beta', source: 'field report' },
  {
    name: 'XFetch with beta inverted',
    text: 'exp(-beta*left/delta)',
    source: 'field report: beta taken for the paper’s λ'
  },
  {
    name: 'A tenth of the lifetime for the rebuild time',
    text: 'exp(-left/(beta*0.1*ttl))',
    source: 'field report: a program that does not measure its rebuilds'
  },
  {
    name: 'Whole seconds and a rebuild time of 1 s',
    text: 'exp(-floor(left)/beta)',
    source: 'field report: a Redis TTL in whole seconds, and a delta that is never measured'
  },
  ...Object.values(IMPLEMENTATIONS).flatMap(({ label, rule }) =>
    rule === null
      ? []
      : [
          {
            name: `The rule of ${label}`,
            text: rule.text,
            source: `the same as the implementation “${label}”`
          }
        ]
  )
]
