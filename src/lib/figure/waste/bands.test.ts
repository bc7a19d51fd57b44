import { expect, it } from 'vitest'
import { recommend } from '#core'
import { parsePage } from '$lib/link/parameters/codec'
import { advisedBands } from './bands'

const advised = (link: string) => {
  const recommended = recommend(parsePage(link).scenario)
  return { recommended, bands: advisedBands(recommended) }
}

it('marks for each key the β of its class, where no single one suits all', () => {
  const { recommended, bands } = advised('ttl=20m&delta=1.4s&keys=alpha:65/s,beta:4/m,gamma:3/s')
  const { set, classes } = recommended
  expect(set).toBeNull()
  const [alpha, beta, gamma] = bands.map((band) => band!.beta)
  expect(alpha).toBe(gamma)
  expect(classes!.map(({ beta }) => beta).sort()).toEqual([alpha, beta].sort())
})

it('marks one β for all keys, and says whether the present one is kept', () => {
  const set = advised('beta=1').recommended.set!
  expect(advised('beta=1').bands[0]).toMatchObject({ beta: set.beta, kept: false })
  const inside = (set.range[0] + set.range[1]) / 2
  expect(advised(`beta=${inside}`).bands[0]).toMatchObject({ beta: set.beta, kept: true })
})

it('marks nothing for a key that no β protects', () => {
  const { recommended, bands } = advised('')
  for (const place of recommended.unprotected) expect(bands[place]).toBeNull()
  expect(recommended.unprotected).not.toEqual([])
})
