/** Reads a figure from the page: its drawings, and the words around them at their positions on the page. */
import type { Measure } from '../card/lines'
import type { Drawing, Sheet, SheetText } from './sheet'

/** Controls but for terms, which are words, and what is marked as not for a file. */
const NOT_DRAWN =
  'button:not([popovertarget]), input, select, textarea, details, dialog, output, script, style, foreignObject, [data-export="no"], [hidden]'

/** The figure in this element, with its top left corner as the origin. */
export function readSheet(root: HTMLElement): Sheet {
  const origin = root.getBoundingClientRect()
  const pieces: Sheet['pieces'] = []
  const visit = (element: Element) => {
    if (element.matches(NOT_DRAWN) || isUnseen(element)) return
    if (element instanceof SVGSVGElement) {
      pieces.push(readDrawing(element, origin))
      return
    }
    for (const child of element.childNodes) {
      if (child instanceof Element) visit(child)
      else if (child instanceof Text) pieces.push(...readWords(child, element, origin))
    }
  }
  visit(root)
  return { width: Math.round(origin.width), height: Math.ceil(origin.height), pieces }
}

/** Not shown, or only for screen readers. */
function isUnseen(element: Element): boolean {
  const { display, visibility, position } = getComputedStyle(element)
  if (display === 'none' || visibility === 'hidden') return true
  const { width, height } = element.getBoundingClientRect()
  return position === 'absolute' && width <= 1 && height <= 1
}

function readDrawing(svg: SVGSVGElement, origin: DOMRect): Drawing {
  const { left, top, width, height } = svg.getBoundingClientRect()
  const copy = svg.cloneNode(true) as SVGSVGElement
  copy.querySelectorAll(NOT_DRAWN).forEach((element) => element.remove())
  const { color } = getComputedStyle(svg)
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const { name, value } of [...element.attributes]) {
      if (/^(role|tabindex|class|focusable|on.*|aria-.*|data-.*)$/.test(name)) element.removeAttribute(name)
      else if (/currentcolor/i.test(value)) element.setAttribute(name, value.replace(/currentcolor/gi, color))
    }
  }
  const place = { x: left - origin.left, y: top - origin.top, width, height }
  for (const [name, value] of Object.entries(place))
    copy.setAttribute(name, String(Math.round(value * 100) / 100))
  return { kind: 'drawing', markup: new XMLSerializer().serializeToString(copy) }
}

/** A text as the page has broken it into lines. */
function readWords(node: Text, element: Element, origin: DOMRect): SheetText[] {
  const lines: SheetText[] = []
  const range = document.createRange()
  const style = getComputedStyle(element)
  const size = parseFloat(style.fontSize)
  const look = { size, weight: Number(style.fontWeight), fill: style.color }
  for (const { index, 0: word } of node.data.matchAll(/[^ \t\r\n]+/g)) {
    range.setStart(node, index)
    range.setEnd(node, index + word.length)
    const box = range.getBoundingClientRect()
    if (box.width === 0) continue
    const baseline = box.top - origin.top + ascentOf(style, box.height)
    const last = lines.at(-1)
    if (last && Math.abs(last.baseline - baseline) < 1) last.text += ` ${word}`
    else lines.push({ kind: 'words', text: word, x: box.left - origin.left, baseline, ...look })
  }
  return lines
}

const pen = () => document.createElement('canvas').getContext('2d')

/** The distance from the top of a line to its baseline, px. */
function ascentOf(
  { fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration,
  height: number
): number {
  const context = pen()
  if (!context) return 0.8 * height
  context.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`
  const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = context.measureText('x')
  return (height * above) / (above + below)
}

/** How wide words are in a font, measured by the browser; estimated where it cannot. */
export function measureIn(family: string): Measure {
  const context = pen()
  return (text, size, strong) => {
    if (!context) return 0.55 * size * text.length
    context.font = `${strong ? 600 : 400} ${size}px ${family}`
    return context.measureText(text).width
  }
}
