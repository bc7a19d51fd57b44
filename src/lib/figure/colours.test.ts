import { render } from 'svelte/server'
import { describe, expect, test } from 'vitest'
import { defaultScenario, modelOf, simulate } from '#core'
import { viewKey } from '$lib/text/key-view'
import { coloursOf, resolve, type Scheme } from './colours'
import { windowData } from './window/window-data'
import WindowRow from './window/WindowRow.svelte'

type Three = [number, number, number]

/** The linear light of a colour that is written `#rrggbb`. */
const light = (hex: string): Three =>
  [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Three

const times = (matrix: readonly Three[], [a, b, c]: Three): Three =>
  matrix.map(([x, y, z]) => x * a + y * b + z * c) as Three

/** Contrast by WCAG 2.2, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark, bright] = [one, other]
    .map((hex) => times([[0.2126, 0.7152, 0.0722]], light(hex))[0] + 0.05)
    .sort((a, b) => a - b)
  return bright / dark
}

/**
 * What eyes see that lack one kind of cone, in linear light: Machado, Oliveira, Fernandes, "A Physiologically-based
 * Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, at severity 1.
 */
const EYES: Record<string, readonly Three[]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1]
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039]
  ]
}

/** Oklab of linear light (Ottosson 2020), in which distances are about as large as they look. */
function oklab(rgb: Three): Three {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005]
    ],
    rgb.map((x) => Math.min(1, Math.max(0, x))) as Three
  ).map(Math.cbrt) as Three
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766]
    ],
    cones
  )
}
const distance = (one: string, other: string, eye: string) => {
  const [a, b] = [one, other].map((hex) => oklab(times(EYES[eye], light(hex))))
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

/** Colours in one drawing that say different things. */
const apart = (keys: number[]) => keys.flatMap((a, i) => keys.slice(i + 1).map((b) => [a, b] as const))

/**
 * A step of 0.02 in Oklab is about the least that is seen where two patches touch. Marks of a few pixels, apart from
 * each other, want several times as much: 0.1 for the two keys that most scenarios have, 0.05 where six share a drawing
 * and each has its own row, name and outline besides.
 */
const PAIR = 0.1
const MANY = 0.05

for (const scheme of ['light', 'dark'] as const satisfies Scheme[]) {
  const colour = coloursOf(scheme)
  const keys = [0, 1, 2, 3, 4, 5].map((index) => `key-${index}`)

  describe(`in ${scheme}`, () => {
    for (const ground of ['paper', 'surface'])
      for (const text of ['ink', 'muted', 'accent', 'bad', ...keys])
        test(`${text} can be read on ${ground}`, () => {
          expect(contrast(colour[text], colour[ground])).toBeGreaterThanOrEqual(4.5)
        })

    test('what is pressed can be read', () => {
      expect(contrast(colour.surface, colour.accent)).toBeGreaterThanOrEqual(4.5)
    })

    for (const ground of ['paper', 'surface'])
      for (const mark of ['edge', 'warn'])
        test(`${mark} stands out from ${ground}`, () => {
          expect(contrast(colour[mark], colour[ground])).toBeGreaterThanOrEqual(3)
        })

    for (const eye of Object.keys(EYES)) {
      test(`hot and cold look different to ${eye} eyes`, () => {
        expect(distance(colour['key-0'], colour['key-1'], eye)).toBeGreaterThanOrEqual(PAIR)
      })

      test(`what is allowed and what is late look different to ${eye} eyes`, () => {
        expect(distance(colour['key-2'], colour.bad, eye)).toBeGreaterThanOrEqual(PAIR)
      })

      for (const [a, b] of apart([0, 1, 2, 3, 4, 5]))
        test(`keys ${a + 1} and ${b + 1} look different to ${eye} eyes`, () => {
          expect(distance(colour[`key-${a}`], colour[`key-${b}`], eye)).toBeGreaterThanOrEqual(MANY)
        })
    }
  })
}

const looks = { scheme: 'light', typeface: 'Inter' } as const

describe('the palette', () => {
  test('has each colour of the pages for light and for dark', () => {
    const [light, dark] = [coloursOf('light'), coloursOf('dark')]
    expect(Object.keys(light)).toEqual(expect.arrayContaining(['paper', 'surface', 'ink', 'muted', 'key-5']))
    for (const [name, colour] of Object.entries(light)) {
      expect(colour).toMatch(/^#[0-9a-f]{6}$/)
      expect(dark[name]).toMatch(/^#[0-9a-f]{6}$/)
      expect(dark[name]).not.toBe(colour)
    }
  })
})

describe('what is resolved', () => {
  test('is the name of a colour, with a fallback where the name is unknown', () => {
    const { ink, muted } = coloursOf('light')
    expect(resolve('<p fill="var(--muted, #666)"/>', looks)).toBe(`<p fill="${muted}"/>`)
    expect(resolve('<p stroke="var(--other, rgb(1, 2, 3))"/>', looks)).toBe('<p stroke="rgb(1, 2, 3)"/>')
    expect(resolve('<p fill="var(--other)"/>', looks)).toBe('<p fill="none"/>')
    expect(resolve('<p fill="currentColor"/>', looks)).toBe(`<p fill="${ink}"/>`)
  })

  test('is a colour for light and for dark', () => {
    const drawn = '<p fill="light-dark(#fff, #000)"/>'
    expect(resolve(drawn, looks)).toBe('<p fill="#fff"/>')
    expect(resolve(drawn, { ...looks, scheme: 'dark' })).toBe('<p fill="#000"/>')
  })

  test('is no text that a user typed, whatever a key is called', () => {
    const name = ' fill="currentColor" var(--ink) ]]>'
    expect(resolve(`<text>${name}</text>`, looks)).toBe(`<text>${name.replace('>', '&gt;')}</text>`)
    expect(resolve('<g aria-label="currentColor > var(--ink)" fill="none"/>', looks)).toContain(
      'aria-label="currentColor > var(--ink)"'
    )
  })

  test('leaves no character that XML forbids', () => {
    expect(resolve('<text>a\u0000b\ufffec\ud800d</text>', looks)).toBe('<text>abcd</text>')
  })
})

describe('a figure with its colours resolved', () => {
  const scenario = { ...defaultScenario(), beta: 4 }
  const tally = simulate(modelOf(scenario, scenario.keys[0]), 200, 1, 2)
  const at = (beta: number) => [viewKey(scenario, scenario.keys[0], 0, tally, beta)]
  const { rows, max } = windowData(at(4), at(1))
  const { body } = render(WindowRow, {
    props: { row: rows[0], max, width: 400, margin: { left: 40, right: 60 } }
  })

  test('needs no style sheet and no colour of a page', () => {
    const svg = resolve(body, looks)
    expect(svg).toContain('<svg')
    expect(svg).not.toMatch(/var\(|light-dark|currentcolor|class=|style|<!--/i)
  })

  test('differs between light and dark only in its colours', () => {
    const grey = (svg: string) => svg.replace(/#[0-9a-f]{3,6}/g, '#')
    const [light, dark] = [resolve(body, looks), resolve(body, { ...looks, scheme: 'dark' })]
    expect(dark).not.toBe(light)
    expect(grey(dark)).toBe(grey(light))
  })
})
