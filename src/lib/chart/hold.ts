/**
 * Dragging on a plot: turns pointer events into places in the drawing. A mouse drags at once. A finger drags when it has
 * moved across the direction in which the page scrolls, so that scrolling the page moves nothing.
 */
import type { Attachment } from 'svelte/attachments'

/** A place in the plot, px of the drawing. */
export interface Place {
  x: number
  y: number
}

/** A rectangle on the screen, px. */
interface Drawn {
  left: number
  top: number
  width: number
  height: number
}

/**
 * From a point on the screen to the drawing.
 * @param box where the drawing lies on the screen, px
 * @param width of the drawing, in its own px
 * @param margin between the drawing's corner and the plot's, in its own px
 */
export function placeOf(
  client: { x: number; y: number },
  box: Drawn,
  width: number,
  margin: { left: number; top: number }
): Place {
  const scale = width / box.width
  return {
    x: (client.x - box.left) * scale - margin.left,
    y: (client.y - box.top) * scale - margin.top
  }
}

/** Where a pointer is in the plot that a mark lies over. @param outer the whole drawing, as its chart has it */
export const placeOver = (
  { clientX, clientY }: PointerEvent,
  mark: HTMLElement,
  outer: { width: number; left: number; top: number }
): Place =>
  placeOf({ x: clientX, y: clientY }, mark.parentElement!.getBoundingClientRect(), outer.width, outer)

/** A finger that has gone this far has a direction, px of the screen. */
const SLOP = 6

/** Whether a finger that went so far drags, rather than scrolls; null while that is unknown. */
export function meansToMove(dx: number, dy: number, along: Holding['along']): boolean | null {
  if (Math.hypot(dx, dy) < SLOP) return null
  return along === 'x' ? Math.abs(dx) > Math.abs(dy) : true
}

interface Holding {
  /** 'x' lets a finger scroll the page up and down. 'both' does not: it is for small marks only. */
  along: 'x' | 'both'
  /** From the screen to the plot. */
  place: (event: PointerEvent) => Place
  onstart?: (at: Place, from: Place) => void
  onmove: (at: Place) => void
  /** The drag has ended. */
  onend?: () => void
  /** The browser has taken over the pointer, or the user pressed Escape: undo the drag. */
  oncancel?: () => void
  /** A press without a move. */
  ontap?: (at: Place) => void
}

/** @param holding read at every press */
export const hold =
  (holding: () => Holding): Attachment<HTMLElement> =>
  (element) => {
    let id: number | null = null
    let moving = false
    let down = { x: 0, y: 0 }
    let from: Place = { x: 0, y: 0 }

    /** Arrow keys work after a drag too. Only the keyboard shows the focus ring. */
    const focus = () => element.focus({ preventScroll: true, focusVisible: false })
    const press = (event: PointerEvent) => {
      if (id !== null || event.button !== 0) return
      id = event.pointerId
      moving = false
      down = { x: event.clientX, y: event.clientY }
      from = holding().place(event)
      element.setPointerCapture(id)
    }
    const move = (event: PointerEvent) => {
      if (event.pointerId !== id) return
      const { along, place, onstart, onmove } = holding()
      const at = place(event)
      if (!moving) {
        const [dx, dy] = [event.clientX - down.x, event.clientY - down.y]
        moving = event.pointerType === 'touch' ? meansToMove(dx, dy, along) === true : Math.hypot(dx, dy) >= 1
        if (!moving) return
        focus()
        onstart?.(at, from)
      }
      onmove(at)
    }
    const release = (event: PointerEvent) => {
      if (event.pointerId !== id) return
      const { onend, ontap } = holding()
      id = null
      if (moving) onend?.()
      else {
        focus()
        ontap?.(from)
      }
      moving = false
    }
    const cancel = (event: PointerEvent) => {
      if (event.pointerId !== id) return
      id = null
      if (moving) holding().oncancel?.()
      moving = false
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || id === null || !moving) return
      event.stopPropagation()
      element.releasePointerCapture(id)
      id = null
      moving = false
      holding().oncancel?.()
    }
    const stop = new AbortController()
    const listeners = { signal: stop.signal }
    element.addEventListener('pointerdown', press, listeners)
    // Dragging would select words. Words elsewhere can still be selected and copied.
    element.addEventListener('selectstart', (event) => event.preventDefault(), listeners)
    element.addEventListener('pointermove', move, listeners)
    element.addEventListener('pointerup', release, listeners)
    element.addEventListener('pointercancel', cancel, listeners)
    element.addEventListener('keydown', escape, { ...listeners, capture: true })
    return () => stop.abort()
  }
