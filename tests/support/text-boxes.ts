/** What is wrong with the words of a drawing as the browser lays them out: for tests that read every figure. */

interface TextBox {
  node: Node
  text: string
  left: number
  right: number
  top: number
  bottom: number
  /** As it is seen, px. */
  size: number
  /** The drawing that it belongs to; null for words of the page. */
  svg: SVGSVGElement | null
}

/** Two boxes may share so much, px: a box is larger than its letters. */
const SHARED = 1
/** Below it words cannot be read, px; a picture may be scaled by a few percent. */
const LEAST_SIZE = 11.5

const isSeen = (element: Element) =>
  element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
  // For screen readers words are cut to a box of one pixel.
  !(element instanceof HTMLElement && element.offsetWidth <= 1) &&
  !element.closest('.unseen, defs, option')

/** Of capitals and of descenders, over the size of the type: the box of a font is larger, and differs between fonts. */
const ABOVE = 0.8
const BELOW = 0.22

function inkOf(text: SVGTextContentElement, size: number) {
  const { left, right } = text.getBoundingClientRect()
  const baseline = text.getStartPositionOfChar(0).matrixTransform(text.getScreenCTM()!).y
  return { left, right, top: baseline - ABOVE * size, bottom: baseline + BELOW * size }
}

/** What is left of a line of words in a box that cuts it. */
function shownOf({ left, right, top, bottom }: DOMRect, element: Element) {
  const box = element.closest('.tight > *')?.getBoundingClientRect()
  return box
    ? { left: Math.max(left, box.left), right: Math.min(right, box.right), top, bottom }
    : { left, right, top, bottom }
}

function boxesIn(root: Element): TextBox[] {
  const boxes: TextBox[] = []
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement!
    const text = node.textContent!.trim()
    if (text === '' || !isSeen(element)) continue
    const svg = element.closest('svg')
    const scale = svg && element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.d ?? 1) : 1
    const size = parseFloat(getComputedStyle(element).fontSize) * scale
    range.selectNodeContents(node)
    const found =
      element instanceof SVGTextContentElement
        ? [inkOf(element, size)]
        : [...range.getClientRects()].map((rect) => shownOf(rect, element))
    for (const { left, right, top, bottom } of found)
      if (right > left) boxes.push({ node, text, left, right, top, bottom, size, svg })
  }
  return boxes
}

const overlap = (a: TextBox, b: TextBox) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > SHARED &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SHARED

/** Overlapping words, words outside their drawing or their box, small words, and a box that scrolls sideways. */
export function faultsOf(root: Element): string[] {
  const boxes = boxesIn(root)
  const room = root.getBoundingClientRect()
  const outside = ({ left, right, svg, top, bottom }: TextBox) => {
    const own = svg?.getBoundingClientRect()
    return (
      Math.min(left - room.left, room.right - right) < -SHARED ||
      (own !== undefined &&
        Math.min(left - own.left, own.right - right, top - own.top, own.bottom - bottom) < -SHARED)
    )
  }
  return [
    ...boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .flatMap((b) => (a.node !== b.node && overlap(a, b) ? [`“${a.text}” lies on “${b.text}”`] : []))
    ),
    ...boxes.filter(outside).map(({ text }) => `“${text}” leaves its drawing`),
    ...boxes
      .filter(({ size }) => size < LEAST_SIZE)
      .map(({ text, size }) => `“${text}” is ${size.toFixed(1)} px high`),
    ...(root.scrollWidth > root.clientWidth + SHARED ? [`scrolls sideways, by ${widestIn(root)}`] : [])
  ]
}

/** What reaches farthest to the right. */
function widestIn(root: Element): string {
  const right = (element: Element) => element.getBoundingClientRect().right
  const widest = [...root.querySelectorAll('*')].reduce((a, b) => (right(b) > right(a) ? b : a))
  return `<${widest.tagName.toLowerCase()} class="${widest.getAttribute('class') ?? ''}"> ${widest.ariaLabel ?? ''}`
}
