/** How far below the top of what is in sight a heading is put, as a share of its height. */
const BELOW_TOP = 0.15

/**
 * Looks whether this document scrolls by itself, and returns how to bring a part of it up to where its readers look.
 * Only this document scrolls, never a page around it. A frame that its host makes as high as its content does not
 * scroll, and stays where it is. In another one only the browser knows which part the page around it leaves in sight:
 * an observer tells.
 * @param around what is in sight now, at least in part
 */
export function raisesInSight(around: Element): (heading: Element) => void {
  const { scrollHeight, clientHeight } = document.documentElement
  if (scrollHeight <= clientHeight) return () => {}
  return (heading) => {
    const observer = new IntersectionObserver(([{ intersectionRect }]) => {
      observer.disconnect()
      const { top, height } = intersectionRect
      const by = heading.getBoundingClientRect().top - (top + BELOW_TOP * height)
      if (height > 0 && by > 0) scrollBy(0, by)
    })
    observer.observe(around)
  }
}
