/** The page's formulas in TeX, typeset to MathML on the server: browsers are sent no TeX engine. */
import temml from 'temml'

const TEX = {
  // The rule
  rule: String.raw`t - \Delta\,\beta\,\ln U \;\ge\; e`,
  // One request
  chance: String.raw`p(h) \;=\; e^{-h/k}, \qquad k = \beta\Delta`,
  chanceSteps: String.raw`\begin{aligned}
    t - \Delta\beta\ln U \ge e \;&\Longleftrightarrow\; -\ln U \ge \frac{e - t}{\beta\Delta} = \frac{h}{k} \\
    &\Longleftrightarrow\; U \le e^{-h/k}
  \end{aligned}`,
  chanceUniform: String.raw`\Pr(U \le u) = u \quad\text{for}\quad 0 \le u \le 1`,
  // The gap
  gapLaw: String.raw`\Pr(G \le g) \;=\; \exp\!\left(x_0 - x_1 e^{-g/k}\right), \qquad x_1 = rk, \quad x_0 = x_1 e^{-T/k}`,
  gumbel: String.raw`\operatorname{E}[G] \;\approx\; k\,\bigl(\ln(rk) + 0.5772\bigr)`,
  thinning: String.raw`\underbrace{r\,dt}_{\text{a request comes}} \times \underbrace{e^{-h/k}}_{\text{and triggers}}`,
  mass: String.raw`\Lambda(g) = \int_g^T r\,e^{-h/k}\,dh = rk\left(e^{-g/k} - e^{-T/k}\right) = x_1 e^{-g/k} - x_0`,
  noTrigger: String.raw`\Pr(G \le g) = \Pr(\text{no trigger before gap } g) = e^{-\Lambda(g)} = \exp\!\left(x_0 - x_1 e^{-g/k}\right)`,
  miss: String.raw`m = \Pr(G \le 0) = e^{x_0 - x_1}`,
  gumbelSteps: String.raw`\Pr(G \le g) \to \exp\!\left(-e^{-(g - k\ln(rk))/k}\right)`,
  meanSteps: String.raw`\begin{aligned}
    \operatorname{E}[G^+] &= \int_0^T \Pr(G > g)\,dg = T - \int_0^T \exp\!\left(x_0 - x_1 e^{-g/k}\right)dg \\
    &= T - k\,e^{x_0}\int_{x_0}^{x_1} \frac{e^{-x}}{x}\,dx \qquad (x = x_1e^{-g/k},\; dg = -k\,dx/x) \\
    &= T - k\,e^{x_0}\bigl(E_1(x_0) - E_1(x_1)\bigr)
  \end{aligned}`,
  meanEarly: String.raw`\operatorname{E}[G \mid \text{early}] = \frac{\operatorname{E}[G^+]}{1 - m}`,
  quantile: String.raw`g_p = k\,\ln\frac{x_1}{x_0 - \ln\bigl(p(1-m) + m\bigr)}`,
  // Late
  late: String.raw`\Pr(\text{late}) \;=\; \exp\!\left(x_0 - x_1 e^{-1/\beta}\right) \;\approx\; \exp\!\left(-\,r\Delta\cdot\beta e^{-1/\beta}\right)`,
  lateSteps: String.raw`\Pr(\text{late}) = \Pr(G \le \Delta) = \exp\!\left(x_0 - x_1 e^{-\Delta/k}\right), \qquad \frac{\Delta}{k} = \frac{1}{\beta}`,
  lateHot: String.raw`x_1 e^{-1/\beta} = r\beta\Delta\,e^{-1/\beta} = r\Delta\cdot\beta e^{-1/\beta}`,
  floor: String.raw`\Lambda(\Delta) = \int_\Delta^T r\,e^{-h/k}\,dh \;\le\; r\,(T - \Delta) \quad\Longrightarrow\quad \Pr(\text{late}) \;\ge\; e^{-r(T-\Delta)}`,
  fewest: String.raw`\Pr(\text{late}) \le \varepsilon \quad\text{needs}\quad r\,(T - \Delta) \;\ge\; \ln\frac{1}{\varepsilon}`,
  // The stampede
  size: String.raw`\Pr(S = n) \;=\; e^{-1/\beta}\left(1 - e^{-1/\beta}\right)^{n-1}, \qquad \operatorname{E}[S] = e^{1/\beta}`,
  further: String.raw`\int_{g-\Delta}^{g} r\,e^{-h/k}\,dh = rk\,e^{-g/k}\left(e^{\Delta/k} - 1\right) = x\,c, \qquad x = x_1 e^{-g/k},\quad c = e^{1/\beta} - 1`,
  exponential: String.raw`\Pr(X \ge x) = \Pr(G \le g) = e^{x_0 - x} \;\to\; e^{-x}`,
  mixture: String.raw`\Pr(D = n) = \int_0^\infty e^{-x}\,\frac{e^{-cx}(cx)^n}{n!}\,dx = \frac{c^n}{(1+c)^{n+1}} = e^{-1/\beta}\left(1 - e^{-1/\beta}\right)^n`,
  coalesced: String.raw`\operatorname{E}[D] \;=\; \frac{(P-1)\,c}{P + c}, \qquad c = e^{1/\beta} - 1`,
  coalescedGiven: String.raw`\operatorname{E}[D \mid M] = (P - 1)\left(1 - e^{-M/P}\right)`,
  coalescedMean: String.raw`\operatorname{E}\!\left[e^{-cX/P}\right] = \int_0^\infty e^{-x}e^{-cx/P}\,dx = \frac{P}{P + c} \quad\Longrightarrow\quad \operatorname{E}[D] = (P-1)\,\frac{c}{P + c}`,
  // The bill
  cycle: String.raw`\operatorname{E}[\text{cycle}] \;=\; T + \Delta - \operatorname{E}[G^+] + \frac{m}{r} + \operatorname{E}[L]`,
  perHour: String.raw`\text{rebuilds an hour} \;=\; 3600\cdot\frac{1 + \operatorname{E}[D]}{\operatorname{E}[\text{cycle}]}, \qquad \text{needed} \;=\; \frac{3600}{T + \Delta + 1/r}`,
  split: String.raw`\text{duplicate} = 3600\cdot\frac{\operatorname{E}[D]}{\operatorname{E}[\text{cycle}]}, \qquad \text{premature} = \frac{3600}{\operatorname{E}[\text{cycle}]} - \text{needed}`,
  lastStart: String.raw`\Pr(L \le u) = e^{-(M(\Delta) - M(u))}, \qquad \operatorname{E}[L] = \int_0^\Delta \left(1 - e^{-(M(\Delta) - M(u))}\right)du`,
  // The order
  order: String.raw`\beta\Delta\cdot(-\ln U) \ge h \quad\Longleftrightarrow\quad \beta \;\ge\; \beta_i = \frac{h}{\Delta\cdot(-\ln U)}`,
  // Which
  which: String.raw`\text{rebuilds an hour} \;\approx\; 3600\cdot\frac{e^{1/\beta}}{T - \beta\Delta\,\bigl(\ln(r\beta\Delta) + 0.5772\bigr)}`,
  whichCondition: String.raw`\frac{1}{\beta^2}\left(\frac{T}{\Delta} - \beta\,\bigl(\ln(r\Delta\beta) + 0.5772\bigr)\right) = \ln(r\Delta\beta) + 1.5772`,
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
} as const

export type FormulaName = keyof typeof TEX

/**
 * A variable in italics of the text's own font. Left alone, browsers map it to a mathematical italic letter, which
 * machines without a font for mathematics cannot show.
 */
const inItalics = (math: string) => math.replace(/<mi>(\p{L})<\/mi>/gu, '<mi class="variable">$1</mi>')

/** The dot of a product as the dot that every font has. */
const withPlainDots = (math: string) => math.replaceAll('⋅', '·')

/** Display formulas carry their TeX for whoever copies them. */
export const FORMULAS = Object.fromEntries(
  Object.entries(TEX).map(([name, tex]) => {
    const displayMode = !name.startsWith('in')
    const math = temml.renderToString(tex, { displayMode, annotate: displayMode, throwOnError: true })
    return [name, withPlainDots(inItalics(math))]
  })
) as Record<FormulaName, string>
