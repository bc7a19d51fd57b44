/** The page's formulas in TeX, typeset to MathML on the server: browsers are sent no TeX engine. */
import temml from 'temml'

/** The parts of a list stand side by side where there is room; those of a chain are one formula, without a gap. */
type Tex = string | readonly string[] | { readonly chain: readonly string[] }

const TEX = {
  // The rule
  rule: String.raw`t - \Delta\,\beta\,\ln U \;\ge\; e`,
  // One request
  chance: [String.raw`p(h) = e^{-h/k}`, String.raw`k = \beta\Delta`],
  chanceSteps: String.raw`\begin{aligned}
    & t - \Delta\beta\ln U \ge e \\
    \Longleftrightarrow\;\; & -\ln U \ge \frac{e - t}{\beta\Delta} = \frac{h}{k} \\
    \Longleftrightarrow\;\; & U \le e^{-h/k}
  \end{aligned}`,
  chanceUniform: String.raw`\Pr(U \le u) = u \quad\text{for}\quad 0 \le u \le 1`,
  // The gap
  gapLaw: [
    String.raw`\Pr(G \le g) = \exp\!\left(x_0 - x_1 e^{-g/k}\right)`,
    String.raw`x_1 = rk`,
    String.raw`x_0 = x_1 e^{-T/k}`
  ],
  gumbel: String.raw`\operatorname{E}[G] \approx k\,\bigl(\ln(rk) + 0.5772\bigr)`,
  thinning: String.raw`\underbrace{r\,dt}_{\text{a request comes}} \times \underbrace{e^{-h/k}}_{\text{and triggers}}`,
  mass: {
    chain: [
      String.raw`\Lambda(g) = \int_g^T r\,e^{-h/k}\,dh`,
      String.raw`= rk\left(e^{-g/k} - e^{-T/k}\right)`,
      String.raw`= x_1 e^{-g/k} - x_0`
    ]
  },
  noTrigger: {
    chain: [
      String.raw`\Pr(G \le g) = \Pr(\text{no trigger before } g)`,
      String.raw`= e^{-\Lambda(g)}`,
      String.raw`= \exp\!\left(x_0 - x_1 e^{-g/k}\right)`
    ]
  },
  miss: String.raw`m = \Pr(G \le 0) = e^{x_0 - x_1}`,
  gumbelSteps: String.raw`\Pr(G \le g) \approx \exp\!\left(-e^{-(g - k\ln(rk))/k}\right)`,
  meanSteps: String.raw`\begin{aligned}
    \operatorname{E}[G^+] &= \int_0^T \Pr(G > g)\,dg \\
    &= T - \int_0^T \exp\!\left(x_0 - x_1 e^{-g/k}\right)dg \\
    &= T - k\,e^{x_0}\int_{x_0}^{x_1} \frac{e^{-x}}{x}\,dx \\
    &= T - k\,e^{x_0}\bigl(E_1(x_0) - E_1(x_1)\bigr)
  \end{aligned}`,
  meanEarly: String.raw`\operatorname{E}[G \mid \text{early}] = \frac{\operatorname{E}[G^+]}{1 - m}`,
  quantile: String.raw`g_p = k\,\ln\frac{x_1}{x_0 - \ln\bigl(p(1-m) + m\bigr)}`,
  // Late
  late: {
    chain: [
      String.raw`\Pr(\text{late}) = \exp\!\left(x_0 - x_1 e^{-1/\beta}\right)`,
      String.raw`\approx \exp\!\left(-\,r\Delta\cdot\beta e^{-1/\beta}\right)`
    ]
  },
  lateSteps: [
    String.raw`\Pr(\text{late}) = \Pr(G \le \Delta) = \exp\!\left(x_0 - x_1 e^{-\Delta/k}\right)`,
    String.raw`\frac{\Delta}{k} = \frac{1}{\beta}`
  ],
  lateHot: String.raw`x_1 e^{-1/\beta} = r\beta\Delta\,e^{-1/\beta} = r\Delta\cdot\beta e^{-1/\beta}`,
  floor: [
    String.raw`\Lambda(\Delta) = \int_\Delta^T r\,e^{-h/k}\,dh \le r\,(T - \Delta)`,
    String.raw`\Pr(\text{late}) \ge e^{-r(T-\Delta)}`
  ],
  fewest: [String.raw`r\,(T - \Delta) \ge \ln\frac{1}{\varepsilon}`],
  // The stampede
  size: [
    String.raw`\Pr(S = n) = e^{-1/\beta}\left(1 - e^{-1/\beta}\right)^{n-1}`,
    String.raw`\operatorname{E}[S] = e^{1/\beta}`
  ],
  further: [
    String.raw`\int_{g-\Delta}^{g} r\,e^{-h/k}\,dh = rk\,e^{-g/k}\left(e^{\Delta/k} - 1\right) = x\,c`,
    String.raw`x = x_1 e^{-g/k}`,
    String.raw`c = e^{1/\beta} - 1`
  ],
  exponential: { chain: [String.raw`\Pr(X \ge x) = \Pr(G \le g)`, String.raw`= e^{x_0 - x} \approx e^{-x}`] },
  mixture: {
    chain: [
      String.raw`\Pr(D = n) = \int_0^\infty e^{-x}\,\frac{e^{-cx}(cx)^n}{n!}\,dx`,
      String.raw`= \frac{c^n}{(1+c)^{n+1}}`,
      String.raw`= e^{-1/\beta}\left(1 - e^{-1/\beta}\right)^n`
    ]
  },
  coalesced: [String.raw`\operatorname{E}[D] = \frac{(P-1)\,c}{P + c}`, String.raw`c = e^{1/\beta} - 1`],
  coalescedGiven: String.raw`\operatorname{E}[D \mid M] = (P - 1)\left(1 - e^{-M/P}\right)`,
  coalescedMean: [
    String.raw`\operatorname{E}\!\left[e^{-cX/P}\right] = \int_0^\infty e^{-x}e^{-cx/P}\,dx = \frac{P}{P + c}`,
    String.raw`\operatorname{E}[D] = (P-1)\,\frac{c}{P + c}`
  ],
  // The bill
  cycle: String.raw`\operatorname{E}[\text{cycle}] = T + \Delta - \operatorname{E}[G^+] + \frac{m}{r} + \operatorname{E}[L]`,
  perHour: [
    String.raw`\text{rebuilds an hour} = 3600\cdot\frac{1 + \operatorname{E}[D]}{\operatorname{E}[\text{cycle}]}`,
    String.raw`\text{needed} = \frac{3600}{T + \Delta + 1/r}`
  ],
  split: [
    String.raw`\text{duplicate} = 3600\cdot\frac{\operatorname{E}[D]}{\operatorname{E}[\text{cycle}]}`,
    String.raw`\text{premature} = \frac{3600}{\operatorname{E}[\text{cycle}]} - \text{needed}`
  ],
  lastStart: [
    String.raw`\Pr(L \le u) = e^{-(M(\Delta) - M(u))}`,
    String.raw`\operatorname{E}[L] = \int_0^\Delta \left(1 - e^{-(M(\Delta) - M(u))}\right)du`
  ],
  // The order
  order: [
    String.raw`\beta\Delta\cdot(-\ln U) \ge h`,
    String.raw`\beta \ge \beta_i = \frac{h}{\Delta\cdot(-\ln U)}`
  ],
  // Which
  which: {
    chain: [
      String.raw`\text{rebuilds an hour}`,
      String.raw`\approx \frac{3600\;e^{1/\beta}}{T - \beta\Delta\,\bigl(\ln(r\Delta\beta) + 0.5772\bigr)}`
    ]
  },
  whichCondition: {
    chain: [
      String.raw`\frac{1}{\beta^2}\left(\frac{T}{\Delta} - \beta\,\bigl(\ln(r\Delta\beta) + 0.5772\bigr)\right)`,
      String.raw`= \ln(r\Delta\beta) + 1.5772`
    ]
  },
  // Checks
  z: String.raw`z = \frac{\text{ours} - \text{theirs}}{\sqrt{\sigma_{\text{ours}}^2 + \sigma_{\text{theirs}}^2}}`,
  // In lines
  inP: String.raw`e^{-h/k}`,
  inMean: String.raw`e^{1/\beta}`,
  inRate: String.raw`r\,e^{-h/k}`,
  inLastMass: String.raw`M(u) = x\,(e^{u/k} - 1)`,
  inX1: String.raw`x_1 = e^{\ln(rk)}`,
  inX0: String.raw`x_0`,
  inX: String.raw`X = x_1e^{-G/k}`,
  inHot: String.raw`x_0 \approx 0`,
  inOnePlusC: String.raw`1 + c = e^{1/\beta}`,
  inMemory: String.raw`e^{-1} \approx 37\,\%`,
  inE1: String.raw`E_1(x) = \int_x^\infty \frac{e^{-t}}{t}\,dt`,
  inBetaI: String.raw`\beta_i`
} as const satisfies Record<string, Tex>

export type FormulaName = keyof typeof TEX

/**
 * A variable in italics of the text's own font. By default browsers map it to a mathematical italic letter, which
 * machines without a font for mathematics cannot show.
 */
const inItalics = (math: string) => math.replace(/<mi>(\p{L})<\/mi>/gu, '<mi class="variable">$1</mi>')

/** The dot of a product as the dot that every font has. */
const withPlainDots = (math: string) => math.replaceAll('⋅', '·')

/** @param displayMode such formulas contain their TeX, for readers who copy them */
const typeset = (tex: string, displayMode: boolean) =>
  withPlainDots(
    inItalics(temml.renderToString(tex, { displayMode, annotate: displayMode, throwOnError: true }))
  )

function formula(name: string, tex: Tex): string {
  if (typeof tex === 'string') return typeset(tex, !name.startsWith('in'))
  const [parts, kind] = 'chain' in tex ? [tex.chain, ' chain'] : [tex, '']
  return `<span class="parts${kind}">${parts.map((part) => typeset(part, true)).join('')}</span>`
}

export const FORMULAS = Object.fromEntries(
  Object.entries(TEX).map(([name, tex]) => [name, formula(name, tex)])
) as Record<FormulaName, string>
