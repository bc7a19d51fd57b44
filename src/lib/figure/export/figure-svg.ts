/** A figure of the page as an SVG file. */
import { flushSync, mount, unmount, type Snippet } from 'svelte'
import { compose, SANS, type Caption } from './compose'
import { measureIn, readSheet } from './read'
import Stage from './Stage.svelte'

/** Width of the drawing, px: that of a wide page, also when a phone saves it. */
const WIDTH = 800

/** Draws the figure again out of sight, and reads it. */
export function figureSvg(draw: Snippet<[number]>, caption: Caption): string {
  const place = document.body.appendChild(document.createElement('div'))
  const stage = mount(Stage, { target: place, props: { draw, width: WIDTH } })
  try {
    flushSync()
    return compose(readSheet(place.firstElementChild as HTMLElement), caption, measureIn(SANS))
  } finally {
    void unmount(stage)
    place.remove()
  }
}
