/** Links that were cut, joined and mistyped on their way, made fast and the same each time. */
import { Random } from '$lib/core/random'

/** Pieces that meet the grammar half-way. */
const PIECES = [
  ...'beta ttl delta keys sweep coord cv arrivals resolution lens late give cycles seed v'.split(' '),
  ...'ttl.hot delta.cold pin pin.beta pin.keys pin.ttl.hot show hide lock theme lesson host'.split(' '),
  ...'& = : , . / ? # % + - ; ~ %20 %00 %0a %ff %F0 %F0%9F%98%80 %25 \ud800 😀 é β'.split(' '),
  ...'0 1 -1 0.5 1e9 1e-9 1e999 -0 NaN Infinity 60s 250ms 1h30m 5kg 1000/s 40k/h rps 10y 1us'.split(' '),
  ...'hot cold none lock coalesce:8 poisson even burst:2s:18s rate default auto dark window,waste'.split(' '),
  ...'paper symfony yii redis __proto__ constructor toString beta-direction <script> "\' javascript:'.split(
    ' '
  )
]

/** @param links good ones to begin with */
export function mutator(links: readonly string[], seed: number): (turn: number) => string {
  const random = new Random(seed, 0)
  const below = (n: number) => Math.floor(n * random.uniform())
  const one = <T>(list: readonly T[]) => list[below(list.length)]
  const changes: ((link: string) => string)[] = [
    (link) => link.slice(0, below(link.length + 1)),
    (link) => {
      const at = below(link.length + 1)
      return link.slice(0, at) + one(PIECES) + link.slice(at + below(6))
    },
    (link) => {
      const at = below(link.length + 1)
      return link.slice(0, at) + String.fromCharCode(below(0x250)) + link.slice(at)
    },
    (link) => `${link}&${one(PIECES)}=${one(PIECES)}${one(PIECES)}`,
    (link) => `${link}&${one(links).slice(1)}`,
    (link) => link.split('&').reverse().join('&'),
    (link) => link.replace(one(['=', '&', ':', ',', '/', '1', '0']), one(PIECES))
  ]
  return (turn) => {
    random.seek(turn)
    let link = one(links)
    for (let left = 1 + below(4); left > 0; left--) link = one(changes)(link)
    return link
  }
}
