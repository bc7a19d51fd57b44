/**
 * What others say about XFetch, in our words, and the number that the core gives. Sources were read as stored copies of
 * public pages; a claim without a source is often repeated and has no known author.
 */
import { type Model, closedForm, log } from '#core'
import { bestBeta } from '../laws/which-figure'
import { chanceOf, fewestRequests, hotSizeMean, hotSizeShare, leastBeta } from '../laws/laws'
import { DELTA, keyWith, TTL } from '../figures/keys'
import { asPercent, inFull, inSeconds, perHour } from '$lib/text/words'

export interface Claim {
  id: string
  claim: string
  /** Who says so, or null. */
  source: { name: string; href: string } | null
  verdict: 'wrong' | 'half right' | 'right if'
  /** The true number, first. */
  truth: string
  why: string
  /** The section that derives it. */
  section: string
  /** A scenario for the tuner. */
  link?: string
}

const HOT_HEAT = 250
const hot = (beta: number, change: Partial<Model> = {}) => closedForm(keyWith(beta, HOT_HEAT, change))

/** A chance that percent are too coarse for: "1.4 · 10^{−11}". */
export function tiny(chance: number): string {
  if (chance === 0) return 'less than 10^{−300}'
  if (chance >= 1e-4) return asPercent(chance)
  const [mantissa, exponent] = chance.toExponential(1).split('e')
  return `${mantissa} · 10^{${exponent.replace('-', '−')}}`
}

/** To two digits. */
const two = (value: number) => inFull(value, 2)

export function claims(): Claim[] {
  const everything = {
    name: 'awesome-everything, lesson on XFetch',
    href: 'https://awesome-everything.pages.dev/en/learn/caching/03-stampede/03-xfetch-probabilistic/'
  }
  const oneUptime = {
    name: 'OneUptime, How to Implement Probabilistic Early Expiration',
    href: 'https://oneuptime.com/blog/post/2026-01-30-probabilistic-early-expiration/view'
  }
  const archive = {
    name: 'Internet Archive, README of xfetch',
    href: 'https://github.com/internetarchive/xfetch'
  }

  const [at10, at2, at04, at01] = [10, 2, 0.4, 0.1].map((left) => chanceOf(left, 0.4))
  const best = bestBeta(HOT_HEAT, TTL / DELTA)
  const leastHot = leastBeta(keyWith(1, HOT_HEAT), 0.001)!
  const leastWarm = leastBeta(keyWith(1, 1), 0.001)!
  const atBest = hot(best)
  const locked = { coordination: 'lock' } as const
  const cold = closedForm(keyWith(1, 0.125))
  const cold4 = closedForm(keyWith(4, 0.125))
  const slow = { delta: 10 * DELTA, rate: HOT_HEAT / DELTA }
  const slowly = closedForm(keyWith(1, HOT_HEAT, slow))
  const bestSlow = bestBeta(10 * HOT_HEAT, TTL / slow.delta)

  return [
    {
      id: 'chance',
      claim: 'With Δ = 0.4 s and β = 1, a request 2 s before expiry refreshes with about 18 %.',
      source: everything,
      verdict: 'wrong',
      truth: `${asPercent(at2)}.`,
      why: `The chance is e^{−h/βΔ}, and 2 s are five rebuild times. The same table has 4 % at 10 s, where it is ${tiny(at10)}; 63 % at 0.4 s, where it is ${asPercent(at04)} – 63 % is the chance not to refresh; and 98 % at 0.1 s, where it is ${asPercent(at01)}.`,
      section: 'chance'
    },
    {
      id: 'share-of-ttl',
      claim:
        'The chance of a refresh is 5 % with 80 % of the lifetime left, 65 % with 20 % left, and 95 % with 5 % left.',
      source: oneUptime,
      verdict: 'wrong',
      truth: `${tiny(chanceOf(60, 0.25))} with a fifth of 300 s left, for a rebuild of 250 ms.`,
      why: `What counts is the time left in rebuild times, not as a share of the lifetime. For 65 % at 60 s, βΔ would have to be ${two(60 / -log(0.65))} s.`,
      section: 'chance'
    },
    {
      id: 'exactly-one',
      claim:
        'One request refreshes, and everybody else keeps hitting the cache; on average exactly one early refresh in a lifetime.',
      source: {
        name: 'minhle.xyz, Cache Stampede: The Four Patterns; also the lesson above',
        href: 'https://minhle.xyz/blog/redis-cache-stampede-patterns'
      },
      verdict: 'half right',
      truth: `e^{1/β} rebuilds: ${inFull(hotSizeMean(1))} at β = 1; exactly one in ${asPercent(hotSizeShare(1, 1))} of the refreshes.`,
      why: 'A request that triggers while the first rebuild runs starts another one. It is true that their number does not depend on the request rate: a higher rate moves the window earlier, and the duplicates stay. Only a lock makes it exactly one.',
      section: 'stampede',
      link: '/?keys=hot:1000/s'
    },
    {
      id: 'one-for-all',
      claim: 'β = 1 is optimal: leave it.',
      source: {
        name: 'Symfony, CacheInterface; similarly the documentation of the Rust crate xfetch',
        href: 'https://github.com/symfony/symfony/blob/6.4/src/Symfony/Contracts/Cache/CacheInterface.php'
      },
      verdict: 'half right',
      truth: `Hot key, no lock: ${perHour(hot(1).wastedPerHour)} wasted an hour at β = 1, ${perHour(atBest.wastedPerHour)} at ${two(best)}. With a lock: ${perHour(hot(1, locked).wastedPerHour)} at 1, ${perHour(hot(leastHot, locked).wastedPerHour)} at ${two(leastHot)}, still 99.9 % in time.`,
      why: `What is optimal is the exponential shape of the chance. How wide it should be depends on the key and its coordination. (Here T = 60 s, Δ = 250 ms, 1000 requests a second.) At one request a rebuild, late refreshes below 0.1 % take β = ${two(leastWarm)}.`,
      section: 'which',
      link: `/?beta=${Number(best.toPrecision(2))}&keys=hot:1000/s`
    },
    {
      id: 'lower',
      claim: 'Use a lower β for hot keys.',
      source: null,
      verdict: 'right if',
      truth: `Right with a lock: late refreshes stay below 0.1 % from β = ${two(leastWarm)} on at rΔ = 1, and from ${two(leastHot)} on at rΔ = ${HOT_HEAT}.`,
      why: `If there are many requests, each needs only a small chance, and with a lock any larger chance only throws lifetime away. Without coordination the advice is costly: at β = ${two(leastHot)} each refresh starts ${two(hotSizeMean(leastHot))} rebuilds.`,
      section: 'which',
      link: `/?beta=${Number(leastHot.toPrecision(2))}&keys=hot:1000/s&coord=lock`
    },
    {
      id: 'raise',
      claim: 'Raise β for hot keys, or when stampedes still occur.',
      source: oneUptime,
      verdict: 'right if',
      truth: `Right without coordination: ${inFull(hotSizeMean(1))} rebuilds a refresh at β = 1, ${inFull(hotSizeMean(4))} at 4.`,
      why: `Duplicates fall like e^{1/β}, until premature refreshes cost more than they save: here beyond β = ${two(best)}. With a lock, which the code of that article uses, there are no duplicates to avoid, and the advice only adds waste: ${perHour(hot(1, locked).wastedPerHour)} an hour at β = 1, ${perHour(hot(4, locked).wastedPerHour)} at 4.`,
      section: 'which',
      link: '/?beta=4&keys=hot:1000/s'
    },
    {
      id: 'range',
      claim: 'β is a number between 0 and 1; or, good values lie between 0.5 and 2.',
      source: archive,
      verdict: 'half right',
      truth: `1 is no limit: below it a refresh starts more than ${inFull(hotSizeMean(1))} rebuilds without a lock, ${inFull(hotSizeMean(0.5))} at 0.5.`,
      why: `The β with the fewest rebuilds of our hot key is ${two(best)} without coordination, the smallest that protects it is ${two(leastHot)}; at 0.1 requests a rebuild 1 % late needs ${two(leastBeta(keyWith(1, 0.1), 0.01)!)}. (The README gives 0.5 to 2; the other range is often repeated.)`,
      section: 'which'
    },
    {
      id: 'later',
      claim: 'A β above 1 inflates Δ, so the refresh comes later.',
      source: archive,
      verdict: 'wrong',
      truth: `Never later: the hot key’s mean gap is ${inSeconds(hot(1).gapMean!)} at β = 1 and ${inSeconds(hot(2).gapMean!)} at 2.`,
      why: 'Each request that triggers at β triggers at every larger one. The same README says it the right way round one paragraph before.',
      section: 'order',
      link: '/?beta=2&keys=hot:1000/s'
    },
    {
      id: 'every-key',
      claim: 'XFetch eliminates cache misses.',
      source: {
        name: 'summary of the talk at RedisConf 2017, on SlideShare',
        href: 'https://www.slideshare.net/slideshow/redisconf17-internet-archive-preventing-cache-stampede-with-redis-and-xfetch/76604551'
      },
      verdict: 'half right',
      truth: `A key asked every two seconds is still late in ${asPercent(cold.lateShare)} of its cycles at β = 1, and in ${asPercent(cold4.lateShare)} at 4.`,
      why: `A request must come in time. Below ${two(fewestRequests(0.001))} requests in a lifetime no β keeps late refreshes under 0.1 %. For the Archive’s own key, with about 47 requests a rebuild, it is right.`,
      section: 'late',
      link: '/?beta=4&keys=cold:0.5/s'
    },
    {
      id: 'expensive',
      claim: 'Raise β for values that are expensive to rebuild.',
      source: {
        name: 'async-cache-php, X-Fetch',
        href: 'https://fyennyi.github.io/async-cache-php/concepts/x-fetch'
      },
      verdict: 'wrong',
      truth: `At β = 1 and 1000 requests a second the mean gap is ${inSeconds(hot(1).gapMean!)} for Δ = 250 ms and already ${inSeconds(slowly.gapMean!)} for 2.5 s.`,
      why: `The rule already contains Δ, so raising β counts it twice. The β with the fewest rebuilds moves the other way, from ${two(best)} to ${two(bestSlow)}, because a wide window eats a lifetime of 60 s.`,
      section: 'which'
    },
    {
      id: 'age',
      claim: 'Δ is how long ago the value was computed.',
      source: {
        name: 'yiisoft/cache, CacheItem',
        href: 'https://github.com/yiisoft/cache/blob/master/src/Metadata/CacheItem.php'
      },
      verdict: 'wrong',
      truth: `Then a request refreshes with ${asPercent(chanceOf(40, 20))} after a third of its life; with Δ = 250 ms and T = 60 s it should be ${tiny(chanceOf(40, 0.25))}.`,
      why: 'Δ is the time that a rebuild takes, measured when it ran and stored with the value. The age grows to the whole lifetime, and the window with it.',
      section: 'model'
    },
    {
      id: 'whole-seconds',
      claim: 'The remaining lifetime in whole seconds will do (Redis TTL).',
      source: oneUptime,
      verdict: 'right if',
      truth: `With Δ = 50 ms and one second left, each request refreshes with ${tiny(chanceOf(1, 0.05))}; at the next reading, zero, with 100 %.`,
      why: 'Right for rebuilds of many seconds. The window is a few rebuild times wide; if that is less than the clock’s step, all requests refresh at the same reading, which is what XFetch should prevent. PTTL gives milliseconds. A Δ measured in whole seconds is worse: every rebuild under a second has Δ = 0, and early refresh is off.',
      section: 'checks',
      link: '/?keys=hot:200/s&ttl=2s&delta=50ms&resolution=1s'
    },
    {
      id: 'ln-zero',
      claim: 'Take ln(random()) as it comes.',
      source: null,
      verdict: 'half right',
      truth: `Many generators can return 0, and ln 0 is −∞: a refresh at any age. At 2^{−53} a draw and 1000 requests a second, once in ${two(2 ** 53 / 1000 / (365.25 * 86400))} years.`,
      why: 'Rare with 53 bits; with a coarser generator it is not, and with Δ = 0 it gives 0 · ∞, not a number. Draw from (0, 1], or take log1p(−u) of u in [0, 1).',
      section: 'chance'
    }
  ]
}
