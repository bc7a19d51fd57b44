/** For {@attach}: a box can be reached by keyboard only while it scrolls sideways. */
export function reachable(box: HTMLElement) {
  const observer = new ResizeObserver(() => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
    else box.removeAttribute('tabindex')
  })
  observer.observe(box)
  return () => observer.disconnect()
}
