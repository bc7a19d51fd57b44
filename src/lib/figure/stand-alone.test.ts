import { render } from 'svelte/server'
import { describe, expect, test } from 'vitest'
import { defaultScenario, modelOf, simulate } from '#core'
import { viewKey } from '$lib/text/key-view'
import { coloursOf, resolve, standAlone } from './stand-alone'
import { windowData } from './window/window-data'
import WindowRow from './window/WindowRow.svelte'

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

describe('a figure that stands alone', () => {
  const scenario = { ...defaultScenario(), beta: 4 }
  const tally = simulate(modelOf(scenario, scenario.keys[0]), 200, 1, 2)
  const at = (beta: number) => [viewKey(scenario, scenario.keys[0], 0, tally, beta)]
  const { rows, max } = windowData(at(4), at(1))
  const { body } = render(WindowRow, {
    props: { row: rows[0], max, width: 400, margin: { left: 40, right: 60 }, first: true }
  })

  test('needs no style sheet and no colour of a page, and has its size', () => {
    const svg = standAlone(body, looks)
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="400" height="\d+"/)
    expect(svg).toMatch(/<\/svg>$/)
    expect(svg).not.toMatch(/var\(|light-dark|currentcolor|class=|style|<!--/i)
  })

  test('differs between light and dark only in its colours', () => {
    const grey = (svg: string) => svg.replace(/#[0-9a-f]{3,6}/g, '#')
    const [light, dark] = [standAlone(body, looks), standAlone(body, { ...looks, scheme: 'dark' })]
    expect(dark).not.toBe(light)
    expect(grey(dark)).toBe(grey(light))
  })

  test('is empty where there is no figure', () => {
    expect(standAlone('<p>none</p>', looks)).toBe('')
  })
})
